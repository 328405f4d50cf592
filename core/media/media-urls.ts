import { avatarUrl } from '#core/users';
import { type EdgeKey, edgeQuery } from '#platform/edge-signature';
import { env } from '#platform/env';
import { signedUrl } from '#platform/signed-url';
import type { FileUrl, PictureUrls } from '#schemas/media';
import { edgeKey } from './edge-key.ts';
import { storageEndpoint } from './endpoint.ts';
import type { StoredMedia } from './media.entity.ts';
import type { MediaAddresses } from './media.view.ts';
import { chatFileKey, type PictureKeys, pictureKeys, proofKeys } from './media-keys.ts';

/** Seconds for which the address of a proof can be read, and of what was sent to a conversation. */
const READABLE = { proof: 600, chat: 300 } as const;
type Lasting = keyof typeof READABLE;

/** The addresses of a ready upload for somebody who may see it. */
export const addressesOf = (media: StoredMedia, now: Date): MediaAddresses =>
  media.file && media.conversationId !== undefined
    ? { urls: null, file: chatFileUrl(chatFileKey(media.conversationId, media.mediaId, media.file.contentType), now) }
    : { urls: urlsOf(media, now), file: null };

/** The addresses of a ready picture for somebody who may see it. Those of an avatar are for everybody and do not expire. */
function urlsOf(media: StoredMedia, now: Date): PictureUrls {
  if (media.purpose === 'avatar') {
    const keys = pictureKeys(media);
    return { ...urls(keys, (key) => avatarUrl(key)), expiresAt: null };
  }
  const { userId, place, attachedTo, keptAt, conversationId } = media;
  if (keptAt !== undefined && attachedTo !== undefined && place !== undefined)
    return proofUrls({ userId, pickId: attachedTo, place }, now);
  // A file that waits for its pick or its group is nowhere at the edge.
  const isInChat = conversationId !== undefined || (media.purpose === 'group_picture' && attachedTo !== undefined);
  return isInChat ? chatUrls(pictureKeys(media), now) : signed(pictureKeys(media), env('MEDIA_BUCKET'), 'proof', now);
}

/** The addresses of a proof that lies under its lock, for somebody who sees its pick. They take no call. */
export const proofUrls = (
  of: { readonly userId: string; readonly pickId: string; readonly place: number },
  now: Date,
): PictureUrls => {
  const [edge, keys] = [edgeKey(), proofKeys(of)];
  return edge ? atEdge(keys, edge, 'proof', now) : signed(keys, env('PROOF_BUCKET'), 'proof', now);
};

/** The addresses of a picture in a conversation, for somebody who may see it there. They take no call. */
export function chatUrls(keys: PictureKeys, now: Date): PictureUrls {
  const edge = edgeKey();
  return edge ? atEdge(keys, edge, 'chat', now) : signed(keys, env('MEDIA_BUCKET'), 'chat', now);
}

/** The address of a file or a recording in a conversation, for somebody who may see it there. It takes no call. */
export function chatFileUrl(key: string, now: Date): FileUrl {
  const edge = edgeKey();
  if (edge) {
    const until = edgeEnd('chat', now);
    const address = `${edge.url}/${key}`;
    return { url: `${address}?${edgeQuery(edge, address, until)}`, expiresAt: until.toISOString() };
  }
  const lasts = READABLE.chat;
  return {
    url: signedUrl({ method: 'GET', endpoint: storageEndpoint(), bucket: env('MEDIA_BUCKET'), key, lasts }, now),
    expiresAt: new Date(now.getTime() + lasts * 1000).toISOString(),
  };
}

/** The end of an address of the edge: it stays the same for half of the time for which it opens at most. */
function edgeEnd(lasting: Lasting, now: Date): Date {
  const step = (READABLE[lasting] / 2) * 1000;
  return new Date((Math.floor(now.getTime() / step) + 2) * step);
}

/**
 * Addresses of the edge. A phone that asks again soon gets the same, and finds the picture in its cache. The dot before `*` keeps the
 * signature of `proof` from opening `proof-2`, which may be of another time.
 */
function atEdge(
  keys: PictureKeys,
  { url, ...key }: EdgeKey & { readonly url: string },
  lasting: Lasting,
  now: Date,
): PictureUrls {
  const until = edgeEnd(lasting, now);
  const query = edgeQuery(key, `${url}/${keys.full.replace(/webp$/, '*')}`, until);
  return { ...urls(keys, (name) => `${url}/${name}?${query}`), expiresAt: until.toISOString() };
}

function signed(keys: PictureKeys, bucket: string, lasting: Lasting, now: Date): PictureUrls {
  const [endpoint, lasts] = [storageEndpoint(), READABLE[lasting]];
  const address = (key: string) => signedUrl({ method: 'GET', endpoint, bucket, key, lasts }, now);
  return { ...urls(keys, address), expiresAt: new Date(now.getTime() + lasts * 1000).toISOString() };
}

const urls = ({ sizes, full, jpeg }: PictureKeys, address: (key: string) => string) => ({
  '96': address(sizes[96]),
  '256': address(sizes[256]),
  '1024': address(sizes[1024]),
  full: address(full),
  jpeg: jpeg === null ? null : address(jpeg),
});
