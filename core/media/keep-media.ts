/**
 * Puts the objects of an attached picture where they stay, and takes those of a detached one away.
 * Both run from a queue, at least once: each asks the row first, and finds its objects done at a repeat.
 */
import { forgetAtEdge } from './edge.ts';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia, noteKept } from './media.store.ts';
import { pictureKeys, proofKeys, replacedKey, SIZES } from './media-keys.ts';
import { bytesOf, deleteObject, keepObject, mediaBucket, type NewObject, proofBucket, putObject, versionOf } from './storage.ts';

/** Makes the objects of an attached picture stay: an avatar's lose their end, a proof's are copied to where nobody can change them. */
export async function keepMedia(mediaId: string, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.state !== 'ready' || media.attachedTo === undefined || media.keptAt !== undefined || media.detachedAt !== undefined)
    return;
  const version = media.purpose === 'proof' ? await sealProof(media, media.attachedTo) : await keepAvatar(media);
  await noteKept(mediaId, version, now);
}

async function keepAvatar(media: StoredMedia): Promise<null> {
  const { full, sizes } = pictureKeys(media);
  await Promise.all([full, ...SIZES.map((size) => sizes[size])].map((key) => keepObject({ bucket: mediaBucket(), key })));
  return null;
}

/**
 * Copies a proof, its whole picture last. Each object is written once: at a repeat S3 refuses the second, and the first stays.
 * @returns the version of the whole picture
 * @throws when the picture that waits is gone or has another hash than the row
 */
async function sealProof(media: StoredMedia, pickId: string): Promise<string> {
  const { place = 1, userId, stored, mediaId } = media;
  const [from, to] = [pictureKeys(media), proofKeys({ userId, pickId, place })];
  const copy = async (key: string, target: string, contentType: NewObject['contentType'] = 'image/webp') => {
    const bytes = await bytesOf({ bucket: mediaBucket(), key });
    if (!bytes) throw new Error(`the proof ${mediaId} waits no more: ${key}`);
    return putObject({ bucket: proofBucket(), key: target, bytes, contentType, once: true });
  };
  await Promise.all(SIZES.map((size) => copy(from.sizes[size], to.sizes[size])));
  if (from.jpeg !== null) await copy(from.jpeg, to.jpeg, 'image/jpeg');
  const version = (await copy(from.full, to.full)) ?? (await versionOf({ bucket: proofBucket(), key: to.full }));
  if (version === null || stored === undefined) throw new Error(`the proof ${mediaId} was not written`);
  return version;
}

/** Takes the objects of a detached avatar away. Its whole picture is kept for 30 days under another name, which nobody is shown. */
export async function retireMedia(mediaId: string): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.detachedAt === undefined || media.purpose !== 'avatar') return;
  const { full, sizes } = pictureKeys(media);
  const bucket = mediaBucket();
  const bytes = await bytesOf({ bucket, key: full });
  if (bytes) await putObject({ bucket, key: replacedKey(media), bytes, contentType: 'image/webp' });
  await Promise.all([full, ...SIZES.map((size) => sizes[size])].map((key) => deleteObject({ bucket, key })));
  await forgetAtEdge(media);
}
