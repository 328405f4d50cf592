import type { User } from '#actor';
import type { MediaId } from '#schemas/common';
import type { MediaPurpose, MediaView } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia } from './media.store.ts';
import { mediaView } from './media.view.ts';
import { noSuchMedia, standingOf } from './media-rules.ts';
import { addressesOf } from './media-urls.ts';

/**
 * The rules of the domains above by which somebody sees what hangs on their things. Each is asked about an attached upload of another
 * person's.
 */
export type MediaReaders = Readonly<Record<MediaPurpose, (viewer: User, media: AttachedMedia, now: Date) => Promise<boolean>>>;
/** An upload that hangs on something. */
export type AttachedMedia = StoredMedia & { readonly attachedTo: string };

/**
 * An upload that the actor may see: an own one, or one that hangs on something that they see. 1 RRU, and what the rule reads.
 * @throws NOT_FOUND, the same for one that is missing, hangs on nothing, was taken off, or is not for the actor
 */
export async function seeMedia(actor: User, mediaId: MediaId, readers: MediaReaders, now: Date): Promise<MediaView> {
  const media = await loadMedia(mediaId);
  if (media?.userId === actor.userId) return showMedia(await ownMedia(actor, mediaId), now);
  return { ...showMedia(await seenMedia(actor, media, readers, now), now), sentSha256: null };
}

/** @throws NOT_FOUND */
async function seenMedia(actor: User, media: StoredMedia | null, readers: MediaReaders, now: Date): Promise<AttachedMedia> {
  if (media?.attachedTo === undefined || media.detachedAt !== undefined || media.state !== 'ready') throw noSuchMedia();
  const attached: AttachedMedia = { ...media, attachedTo: media.attachedTo };
  if (!(await readers[media.purpose](actor, attached, now))) throw noSuchMedia();
  return attached;
}

/** An upload of the actor's. 1 RRU. @throws NOT_FOUND, the same for that of somebody else and for one that was taken off */
export async function getMedia(actor: User, mediaId: MediaId, now: Date): Promise<MediaView> {
  return showMedia(await ownMedia(actor, mediaId), now);
}

/** @throws NOT_FOUND */
export async function ownMedia(actor: User, mediaId: MediaId): Promise<StoredMedia> {
  const media = await loadMedia(mediaId);
  if (!media || media.userId !== actor.userId || media.detachedAt !== undefined) throw noSuchMedia();
  return media;
}

export const showMedia = (media: StoredMedia, now: Date): MediaView =>
  mediaView(media, standingOf(media, now).state === 'ready' ? addressesOf(media, now) : null, now);
