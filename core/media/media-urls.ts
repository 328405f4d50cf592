import { avatarUrl } from '#core/users';
import { type EdgeKey, edgeQuery } from '#platform/edge-signature';
import { env } from '#platform/env';
import { signedUrl } from '#platform/signed-url';
import type { PictureUrls } from '#schemas/media';
import { edgeKey } from './edge-key.ts';
import { storageEndpoint } from './endpoint.ts';
import type { StoredMedia } from './media.entity.ts';
import { type PictureKeys, pictureKeys, proofKeys } from './media-keys.ts';

/** Seconds for which the address of a picture that is not for everybody can be read. */
const READABLE = 600;
/** Milliseconds for which an address of the edge stays the same. */
const EDGE_STEP = 300_000;

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
): PictureUrls => {
  const [edge, keys] = [edgeKey(), proofKeys(of)];
  return edge ? atEdge(keys, edge, now) : signed(keys, env('PROOF_BUCKET'), now);
};

/**
 * Addresses of the edge. They stay the same for 5 minutes, so that a phone that asks again finds the picture in its cache, and open for 5 to
 * 10 minutes. The dot before `*` keeps the signature of `proof` from opening `proof-2`, which may be of another time.
 */
function atEdge(keys: PictureKeys, { url, ...key }: EdgeKey & { readonly url: string }, now: Date): PictureUrls {
  const until = new Date((Math.floor(now.getTime() / EDGE_STEP) + 2) * EDGE_STEP);
  const query = edgeQuery(key, `${url}/${keys.full.replace(/webp$/, '*')}`, until);
  return { ...urls(keys, (name) => `${url}/${name}?${query}`), expiresAt: until.toISOString() };
}

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
