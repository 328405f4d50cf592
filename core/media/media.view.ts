import type { MediaId } from '#schemas/common';
import type { FileUrl, MediaView, PictureUrls } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { standingOf } from './media-rules.ts';

/** The addresses of an upload, of a picture or of a file. */
export interface MediaAddresses {
  readonly urls: PictureUrls | null;
  readonly file: FileUrl | null;
}

/** An upload as its owner sees it. @param addresses null until it is ready */
export function mediaView(media: StoredMedia, addresses: MediaAddresses | null, now: Date): MediaView {
  const { state, reason } = standingOf(media, now);
  const stored = state === 'ready' ? media.stored : undefined;
  const file = state === 'ready' ? media.file : undefined;
  return {
    mediaId: media.mediaId as MediaId,
    purpose: media.purpose,
    state,
    reason,
    sentSha256: media.sentSha256,
    sha256: (stored ?? file)?.sha256 ?? null,
    bytes: (stored ?? file)?.bytes ?? null,
    width: stored?.width ?? null,
    height: stored?.height ?? null,
    colour: stored?.colour ?? null,
    alt: media.alt ?? null,
    durationMs: file?.durationMs ?? null,
    urls: addresses?.urls ?? null,
    file: addresses?.file ?? null,
    createdAt: media.createdAt,
  };
}
