import type * as z from 'zod';
import type { User } from '#actor';
import { countCall, userSubject } from '#core/limits';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { newId } from '#platform/ids';
import { signedUrl } from '#platform/signed-url';
import type { ConversationId, MediaId } from '#schemas/common';
import { BYTES_PER_DAY, type PresignUpload, UPLOADS_AN_HOUR } from '#schemas/media';
import { storageEndpoint } from './endpoint.ts';
import { ownMedia } from './get-media.ts';
import type { StoredMedia } from './media.entity.ts';
import { bytesPart, hasManyThreats, newMediaPart } from './media.store.ts';
import { uploadKey } from './media-keys.ts';
import { standingOf, TO_BEGIN } from './media-rules.ts';

type Body = z.output<typeof PresignUpload.body>;
type Ticket = z.output<(typeof PresignUpload.replies)[201]>;

/** Lets an upload to a conversation be announced. It is a rule of core/messaging, which stands above. @throws NOT_FOUND and others */
type AssertTakesUploads = (actor: User, conversationId: ConversationId, now: Date) => Promise<void>;

/**
 * An address to which the actor uploads exactly these bytes, once. A transaction of two items and a counter, 5 to 6 WRU; with `uploadId` 1
 * RRU; to a conversation what its rule reads too.
 * @throws NOT_FOUND and CONFLICT for an `uploadId` that is not the actor's, has arrived, or is of other bytes; RATE_LIMITED when the uploads of
 * the hour or the bytes of the day are used up; FORBIDDEN until the next day after three uploads with a threat; what `assertTakesUploads` says
 */
export async function presignUpload(
  actor: User,
  { uploadId, sha256, ...terms }: Body,
  assertTakesUploads: AssertTakesUploads,
  now: Date,
): Promise<Ticket> {
  if (uploadId !== undefined) return again(await ownMedia(actor, uploadId), { ...terms, sentSha256: sha256 }, now);
  if (terms.conversationId !== undefined) await assertTakesUploads(actor, terms.conversationId, now);
  await countUpload(actor, terms.conversationId === undefined ? 'other' : 'chat', now);
  const media = { ...terms, mediaId: newId<MediaId>(now), userId: actor.userId, sentSha256: sha256 };
  const refused = await transact({ media: newMediaPart(media, now), day: bytesPart(actor.userId, media.bytes, now) });
  if (refused.has('day')) throw await dayRefusal(actor, now);
  return ticket(media, now);
}

/** @throws RATE_LIMITED */
async function countUpload({ userId }: User, kind: keyof typeof UPLOADS_AN_HOUR, now: Date): Promise<void> {
  const limit = UPLOADS_AN_HOUR[kind];
  const { allowed, resetSeconds: retryAfter } = await countCall(userSubject(userId), `uploads.${kind}`, limit, now);
  if (!allowed)
    throw new DomainError('RATE_LIMITED', `At most ${limit.calls} of these uploads an hour. Try again in ${retryAfter} s.`, {
      retryAfter,
    });
}

type Terms = Pick<StoredMedia, 'purpose' | 'contentType' | 'bytes' | 'sentSha256' | 'conversationId' | 'name'>;

function again(media: StoredMedia, terms: Terms, now: Date): Ticket {
  const { state } = standingOf(media, now);
  if (state !== 'awaiting') throw new DomainError('CONFLICT', `This upload is ${state}.`, { field: 'uploadId', state });
  const differs = (Object.keys(terms) as (keyof Terms)[]).find((name) => media[name] !== terms[name]);
  if (differs !== undefined)
    throw new DomainError('CONFLICT', 'This upload is of other bytes.', { field: differs === 'sentSha256' ? 'sha256' : differs });
  return ticket(media, now);
}

async function dayRefusal(actor: User, now: Date): Promise<DomainError> {
  if (await hasManyThreats(actor.userId, now))
    return new DomainError('FORBIDDEN', 'Threats were found in your uploads. You can upload again tomorrow.');
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  const retryAfter = Math.ceil((midnight - now.getTime()) / 1000);
  return new DomainError('RATE_LIMITED', `At most ${BYTES_PER_DAY} bytes a day.`, { field: 'bytes', retryAfter });
}

function ticket(media: Terms & Pick<StoredMedia, 'mediaId'>, now: Date): Ticket {
  const headers = {
    'content-length': String(media.bytes),
    'content-type': media.contentType,
    'if-none-match': '*',
    'x-amz-checksum-sha256': Buffer.from(media.sentSha256, 'hex').toString('base64'),
  };
  const to = { endpoint: storageEndpoint(), bucket: env('UPLOADS_BUCKET'), key: uploadKey(media) };
  return {
    uploadId: media.mediaId as MediaId,
    url: signedUrl({ method: 'PUT', ...to, headers, lasts: TO_BEGIN / 1000 }, now),
    headers,
    expiresAt: new Date(now.getTime() + TO_BEGIN).toISOString(),
  };
}
