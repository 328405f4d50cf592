import { avatarUrl } from '#core/users';
import { env } from '#platform/env';
import { signedUrl } from '#platform/signed-url';
import type { PictureUrls } from '#schemas/media';
import { storageEndpoint } from './endpoint.ts';
import type { StoredMedia } from './media.entity.ts';
import { type PictureKeys, pictureKeys, proofKeys } from './media-keys.ts';

/** Seconds for which the address of a picture that is not for everybody can be read. */
const READABLE = 600;

/** The addresses of a ready picture for somebody who may see it. Those of an avatar are for everybody and do not expire. */
export function urlsOf(media: StoredMedia, now: Date): PictureUrls {
  if (media.purpose === 'avatar') {
    const keys = pictureKeys(media);
    return { ...urls(keys, (key) => avatarUrl(key)), expiresAt: null };
  }
  const { place, attachedTo, keptAt } = media;
  const isKept = keptAt !== undefined && attachedTo !== undefined && place !== undefined;
  const keys = isKept ? proofKeys({ userId: media.userId, pickId: attachedTo, place }) : pictureKeys(media);
  const bucket = isKept ? env('PROOF_BUCKET') : env('MEDIA_BUCKET');
  const endpoint = storageEndpoint();
  const address = (key: string) => signedUrl({ method: 'GET', endpoint, bucket, key, lasts: READABLE }, now);
  return { ...urls(keys, address), expiresAt: new Date(now.getTime() + READABLE * 1000).toISOString() };
}

const urls = ({ sizes, full, jpeg }: PictureKeys, address: (key: string) => string) => ({
  '96': address(sizes[96]),
  '256': address(sizes[256]),
  '1024': address(sizes[1024]),
  full: address(full),
  jpeg: jpeg === null ? null : address(jpeg),
});
