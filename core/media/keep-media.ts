/**
 * Puts the objects of an attached picture where they stay, and takes those of a detached one away.
 * Both run from a queue, at least once: each asks the row first, and finds its objects done at a repeat.
 */
import { forgetAtEdge } from './edge.ts';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia, noteKept } from './media.store.ts';
import { avatarPaths, keysOf, replacedKey } from './media-keys.ts';
import { sealProof } from './seal-proof.ts';
import { bytesOf, deleteObject, keepObject, mediaBucket, putObject } from './storage.ts';

/** Makes the objects of an attached picture stay: a proof's are copied to where nobody can change them, those of all others lose their end. */
export async function keepMedia(mediaId: string, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.state !== 'ready' || media.attachedTo === undefined || media.keptAt !== undefined) return;
  if (media.detachedAt !== undefined || media.removedAt !== undefined) return;
  const sealed = media.purpose === 'proof' ? await sealProof(media, media.attachedTo) : await keepInPlace(media);
  await noteKept(mediaId, sealed, now);
}

async function keepInPlace(media: StoredMedia): Promise<null> {
  await Promise.all(keysOf(media).map((key) => keepObject({ bucket: mediaBucket(), key })));
  return null;
}

/**
 * Takes the objects of a detached picture away. The whole picture of an avatar is kept for 30 days under another name, which nobody is
 * shown; the edge keeps no others than avatars.
 */
export async function retireMedia(mediaId: string): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.detachedAt === undefined || media.purpose === 'proof') return;
  const [keys, bucket] = [keysOf(media), mediaBucket()];
  const [full = ''] = keys;
  const bytes = media.purpose === 'avatar' ? await bytesOf({ bucket, key: full }) : null;
  if (bytes) await putObject({ bucket, key: replacedKey(media), bytes, contentType: 'image/webp' });
  await Promise.all(keys.map((key) => deleteObject({ bucket, key })));
  if (media.purpose === 'avatar') await forgetAtEdge(mediaId, avatarPaths(media));
}
