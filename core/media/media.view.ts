import type { MediaId } from '#schemas/common';
import type { MediaView, PictureUrls } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { standingOf } from './media-rules.ts';

/** An upload as its owner sees it. @param urls null until it is ready */
export function mediaView(media: StoredMedia, urls: PictureUrls | null, now: Date): MediaView {
  const { state, reason } = standingOf(media, now);
  const stored = state === 'ready' ? media.stored : undefined;
  return {
    mediaId: media.mediaId as MediaId,
    purpose: media.purpose,
    state,
    reason,
    sentSha256: media.sentSha256,
    sha256: stored?.sha256 ?? null,
    bytes: stored?.bytes ?? null,
    width: stored?.width ?? null,
    height: stored?.height ?? null,
    colour: stored?.colour ?? null,
    urls: stored ? urls : null,
    createdAt: media.createdAt,
  };
}
