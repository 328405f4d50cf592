import { DomainError } from '#errors';
import type { ConversationId } from '#schemas/common';
import type { MediaState, RefusalReason } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';

const HOUR = 3_600_000;
/** Milliseconds that an upload has to arrive, and a picture to be attached. S3 deletes in whole days, so readers compare as well. */
export const WAITS = 24 * HOUR;
/** Milliseconds in which the PUT of an upload has to begin. */
export const TO_BEGIN = 10 * 60_000;
/** Uploads of one day in which a threat was found, after which the person uploads nothing until the next day. */
export const MOST_THREATS = 3;
/** Seconds for which the row of an upload is kept that hangs on nothing: a refused one says for a month why. */
export const ROW_KEPT = 30 * 86_400;

/** True when it hung on nothing for WAITS. */
export const isExpired = ({ createdAt, attachedAt }: Pick<StoredMedia, 'createdAt' | 'attachedAt'>, now: Date): boolean =>
  attachedAt === undefined && now.getTime() >= Date.parse(createdAt) + WAITS;

/** The state of an upload at an instant, with the reason of a refusal. Nothing is written at the end of its wait. */
export function standingOf(media: StoredMedia, now: Date): { readonly state: MediaState; readonly reason: RefusalReason | null } {
  if (media.removedAt !== undefined) return { state: 'refused', reason: 'BLOCKED' };
  if (media.state !== 'refused' && isExpired(media, now)) return { state: 'refused', reason: 'EXPIRED' };
  return { state: media.state, reason: media.reason ?? null };
}

export const noSuchMedia = () => new DomainError('NOT_FOUND', 'There is no such upload.', { field: 'mediaId' });

/** The use for which an upload is to be attached. */
interface Wanted {
  readonly purpose: StoredMedia['purpose'];
  /** Of an upload to a conversation. */
  readonly conversationId?: ConversationId;
  /** True where one that is still processed may be attached, since its bytes have arrived. */
  readonly early: boolean;
}

/**
 * Checks that an upload may be attached.
 * @throws NOT_FOUND for that of somebody else, of another purpose or to another conversation; CONFLICT that names its state
 */
export function assertAttachable(
  media: StoredMedia | null,
  userId: string,
  { purpose, conversationId, early }: Wanted,
  now: Date,
): asserts media is StoredMedia {
  if (!media || media.userId !== userId || media.detachedAt !== undefined) throw noSuchMedia();
  if (media.purpose !== purpose || media.conversationId !== conversationId) throw noSuchMedia();
  const { state } = standingOf(media, now);
  if (state === 'ready' || (early && state === 'processing')) return;
  throw new DomainError('CONFLICT', `This upload is ${state}.`, { field: 'mediaId', state });
}
