import type { User } from '#actor';
import type { MediaId } from '#schemas/common';
import type { MediaView } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia } from './media.store.ts';
import { mediaView } from './media.view.ts';
import { noSuchMedia } from './media-rules.ts';
import { urlsOf } from './media-urls.ts';

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
  mediaView(media, media.state === 'ready' ? urlsOf(media, now) : null, now);
