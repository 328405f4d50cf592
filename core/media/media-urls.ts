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
  const { userId, place, attachedTo, keptAt } = media;
  if (keptAt !== undefined && attachedTo !== undefined && place !== undefined)
    return proofUrls({ userId, pickId: attachedTo, place }, now);
  return signed(pictureKeys(media), env('MEDIA_BUCKET'), now);
}

/** The addresses of a proof that lies under its lock, for somebody who sees its pick. They take no call. */
export const proofUrls = (
  of: { readonly userId: string; readonly pickId: string; readonly place: number },
  now: Date,
): PictureUrls => signed(proofKeys(of), env('PROOF_BUCKET'), now);

function signed(keys: PictureKeys, bucket: string, now: Date): PictureUrls {
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
