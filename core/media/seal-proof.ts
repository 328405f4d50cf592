import type { StoredMedia } from './media.entity.ts';
import { pictureKeys, proofKeys, SIZES } from './media-keys.ts';
import { sha256 } from './picture-hash.ts';
import { bytesOf, mediaBucket, type NewObject, proofBucket, putObject, versionOf } from './storage.ts';

/** The place of a proof among the objects of its pick. */
export interface SealedPlace {
  /** The number in its names, from 1. */
  readonly place: number;
  /** The version of the whole picture. */
  readonly version: string;
}

/** The most names that a pick's proofs may use. A request that died, or lost a race, has used one up: nobody can delete what it wrote. */
const MOST_PLACES = 12;

/**
 * Copies a ready picture to where nobody can change or delete it, the whole picture first: it takes the place. Each object is written once,
 * so a repeat finds its own and goes on. 5 reads and 5 writes of S3; 1 of each more for a place that is taken by other bytes.
 * @throws when the picture that waits is gone, or all places are taken
 */
export async function sealProof(media: StoredMedia, pickId: string): Promise<SealedPlace> {
  const { userId, stored, mediaId } = media;
  const from = pictureKeys(media);
  const waiting = async (key: string): Promise<Buffer> => {
    const bytes = await bytesOf({ bucket: mediaBucket(), key });
    if (!bytes) throw new Error(`the proof ${mediaId} waits no more: ${key}`);
    return bytes;
  };
  const put = (key: string, bytes: Buffer, contentType: NewObject['contentType'] = 'image/webp') =>
    putObject({ bucket: proofBucket(), key, bytes, contentType, once: true });

  const full = await waiting(from.full);
  if (sha256(full) !== stored?.sha256) throw new Error(`the proof ${mediaId} has other bytes than its row says`);
  for (let place = 1; place <= MOST_PLACES; place++) {
    const to = proofKeys({ userId, pickId, place });
    const version = (await put(to.full, full)) ?? (await versionOfSame(to.full, stored.sha256));
    if (version === null) continue;
    await Promise.all([
      ...SIZES.map(async (size) => put(to.sizes[size], await waiting(from.sizes[size]))),
      ...(from.jpeg === null ? [] : [waiting(from.jpeg).then((bytes) => put(to.jpeg, bytes, 'image/jpeg'))]),
    ]);
    return { place, version };
  }
  throw new Error(`the pick ${pickId} has no place left for a proof`);
}

/** The version of an object with these bytes; null where others lie. */
async function versionOfSame(key: string, hash: string): Promise<string | null> {
  const there = await versionOf({ bucket: proofBucket(), key });
  return there && sha256(there.bytes) === hash ? there.version : null;
}

/** The SHA-256 of the whole picture of a proof and of its JPEG, of the bytes that lie there now; null where none do. 2 reads of S3. */
export async function proofHashes(of: { readonly userId: string; readonly pickId: string; readonly place: number }) {
  const { full, jpeg } = proofKeys(of);
  const hashOf = async (key: string) => {
    const bytes = await bytesOf({ bucket: proofBucket(), key });
    return bytes && sha256(bytes);
  };
  const [hash, jpegHash] = await Promise.all([hashOf(full), hashOf(jpeg)]);
  return { sha256: hash, jpegSha256: jpegHash };
}
