/**
 * The uploads that nobody may send again. Equal bytes are found by their SHA-256, pictures that look the same by a perceptual hash: two hashes
 * that differ in fewer bits than they have parts share a part.
 */
import { batchAll } from '#data/batch';
import { mapConcurrently } from '#platform/map-concurrently';
import { blockedHashEntity } from './blocked-hash.entity.ts';
import type { StoredMedia } from './media.entity.ts';
import { distance } from './perceptual-hash.ts';

/** Bits in which the perceptual hashes of two pictures that look the same differ at most. It is less than the parts of a hash. */
const MOST_BITS = 6;

const key = (kind: string, hash: string) => ({ kind, hash });
const ofBytes = (hashes: readonly (string | undefined)[]) =>
  hashes.flatMap((hash) => (hash === undefined ? [] : [key('sha256', hash)]));
/** The eight parts of a perceptual hash, of eight bits each. */
const ofLooks = (looks: string) => (looks.match(/../g) ?? []).map((part, i) => key(`bits.${i}`, part));

/** True for bytes that were removed. 0.5 RRU each. */
export async function areBlocked(hashes: readonly string[]): Promise<boolean> {
  const rows = await batchAll(ofBytes(hashes), (some) => blockedHashEntity().get(some).go());
  return rows.some(({ uploads }) => (uploads ?? []).length > 0);
}

/** True for a picture that looks like one that was removed. 4 RRU. */
export async function looksBlocked(looks: string): Promise<boolean> {
  const rows = await batchAll(ofLooks(looks), (some) => blockedHashEntity().get(some).go());
  return rows.some(({ uploads = [] }) => uploads.some((one) => distance(looks, one.split(' ')[1] ?? '') <= MOST_BITS));
}

type Removed = Pick<StoredMedia, 'mediaId' | 'sentSha256' | 'stored' | 'file' | 'looks'>;
const keysOf = ({ sentSha256, stored, file, looks }: Removed) => [
  ...ofBytes([sentSha256, stored?.sha256, stored?.jpegSha256, file?.sha256]),
  ...(looks === undefined ? [] : ofLooks(looks)),
];
const memberOf = ({ mediaId, looks }: Removed): string => (looks === undefined ? mediaId : `${mediaId} ${looks}`);

/** Blocks what was removed. A repeat changes nothing. At most 11 WRU. */
export const blockHashes = (media: Removed): Promise<unknown> =>
  mapConcurrently(keysOf(media), 12, (row) =>
    blockedHashEntity()
      .upsert(row)
      .add({ uploads: [memberOf(media)] })
      .go(),
  );

/** Lets what was shown again be sent again, unless another upload blocks it. A repeat changes nothing. At most 11 WRU. */
export const unblockHashes = (media: Removed): Promise<unknown> =>
  mapConcurrently(keysOf(media), 12, (row) =>
    blockedHashEntity()
      .update(row)
      .delete({ uploads: [memberOf(media)] })
      .go(),
  );
