import type { User } from '#actor';
import type { MediaId } from '#schemas/common';
import type { MediaPurpose, MediaView } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia } from './media.store.ts';
import { type MediaAddresses, mediaView } from './media.view.ts';
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
  if (isOwn(actor, media)) return showMedia(media, now);
  const seen = await seenBy(actor, media, readers, now);
  if (!seen) throw noSuchMedia();
  return { ...showMedia(seen, now), sentSha256: null };
}

/** An upload of somebody else that the viewer sees; null for any other. 1 RRU, and what the rule reads. */
export async function mediaSeenBy(
  viewer: User,
  mediaId: MediaId,
  readers: MediaReaders,
  now: Date,
): Promise<AttachedMedia | null> {
  return seenBy(viewer, await loadMedia(mediaId), readers, now);
}

async function seenBy(viewer: User, media: StoredMedia | null, readers: MediaReaders, now: Date): Promise<AttachedMedia | null> {
  if (media?.attachedTo === undefined || media.detachedAt !== undefined || standingOf(media, now).state !== 'ready') return null;
  const attached: AttachedMedia = { ...media, attachedTo: media.attachedTo };
  return (await readers[media.purpose](viewer, attached, now)) ? attached : null;
}

/** An upload of the actor's. 1 RRU. @throws NOT_FOUND, the same for that of somebody else and for one that was taken off */
export async function getMedia(actor: User, mediaId: MediaId, now: Date): Promise<MediaView> {
  return showMedia(await ownMedia(actor, mediaId), now);
}

/** @throws NOT_FOUND */
export async function ownMedia(actor: User, mediaId: MediaId): Promise<StoredMedia> {
  const media = await loadMedia(mediaId);
  if (!isOwn(actor, media)) throw noSuchMedia();
  return media;
}

/** One that was taken off is nobody's; of one that was removed the owner reads why. */
const isOwn = (actor: User, media: StoredMedia | null): media is StoredMedia =>
  media?.userId === actor.userId && (media.detachedAt === undefined || media.removedAt !== undefined);

/** The addresses of an upload for a moderator of a report of it; null once it is shown to nobody. 1 RRU. */
export async function reportedMedia(mediaId: string, now: Date): Promise<MediaAddresses | null> {
  const media = await loadMedia(mediaId);
  const isShown = media && media.detachedAt === undefined && standingOf(media, now).state === 'ready';
  return isShown ? addressesOf(media, now) : null;
}

export const showMedia = (media: StoredMedia, now: Date): MediaView =>
  mediaView(media, standingOf(media, now).state === 'ready' ? addressesOf(media, now) : null, now);
