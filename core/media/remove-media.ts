/**
 * Takes what a moderator removed out of reach, and puts back what is shown again. Both run from a queue, at least once and in any order: each asks
 * the row first, and each step finds itself done at a repeat.
 */
import { avatarPart } from '#core/users';
import { transact } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { blockHashes, unblockHashes } from './blocked-hashes.ts';
import { forgetAtEdge } from './edge.ts';
import { keepMedia } from './keep-media.ts';
import type { StoredMedia } from './media.entity.ts';
import { detachedPart, loadMedia } from './media.store.ts';
import { avatarPaths, keysOf, objectsOf, proofKeys, proofPath, replacedKey, sealedKey } from './media-keys.ts';
import { mediaBucket, moveObject, proofBucket, sealInPlace, unsealInPlace } from './storage.ts';

/**
 * Seals the objects of a removed upload, makes the edge forget them, and blocks their hashes. The picture beside a name is taken off. Some 12
 * WRU; of a picture 4 reads, writes and deletions of S3.
 */
export async function removeMedia(mediaId: string, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.removedAt === undefined) return;
  await blockHashes(media);
  const bucket = mediaBucket();
  for (const key of [...keysOf(media), replacedKey(media)]) await moveObject(bucket, key, sealedKey(key));
  const proof = proofOf(media);
  if (proof) {
    await Promise.all(objectsOf(proofKeys(proof)).map((key) => sealInPlace({ bucket: proofBucket(), key })));
    await forgetAtEdge(`${mediaId}.removed`, [proofPath(proof)]);
  }
  if (media.purpose !== 'avatar') return;
  await forgetAtEdge(`${mediaId}.removed`, avatarPaths(media));
  // Refused when another picture has taken its place, which has taken this one off.
  if (media.attachedAt !== undefined && media.detachedAt === undefined)
    await transact({ user: avatarPart(media.userId as UserId, mediaId, null), media: detachedPart(mediaId, 'avatar', now) });
}

/** Shows again what is removed no more; a picture beside a name was taken off, and has to be uploaded again. Some 12 WRU. */
export async function restoreMedia(mediaId: string, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (!media || media.removedAt !== undefined) return;
  await unblockHashes(media);
  if (media.detachedAt !== undefined) return;
  for (const key of keysOf(media)) await moveObject(mediaBucket(), sealedKey(key), key);
  const proof = proofOf(media);
  if (proof) await Promise.all(objectsOf(proofKeys(proof)).map((key) => unsealInPlace({ bucket: proofBucket(), key })));
  await keepMedia(mediaId, now);
}

/** The place of a proof that lies under its lock; null for any other upload. */
const proofOf = ({ purpose, userId, attachedTo, place }: StoredMedia) =>
  purpose === 'proof' && attachedTo !== undefined && place !== undefined ? { userId, pickId: attachedTo, place } : null;
