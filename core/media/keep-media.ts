/**
 * Puts the objects of an attached picture where they stay, and takes those of a detached one away.
 * Both run from a queue, at least once: each asks the row first, and finds its objects done at a repeat.
 */
import { forgetAtEdge } from './edge.ts';
import type { StoredMedia } from './media.entity.ts';
import { loadMedia, noteKept } from './media.store.ts';
import { pictureKeys, replacedKey, SIZES } from './media-keys.ts';
import { sealProof } from './seal-proof.ts';
import { bytesOf, deleteObject, keepObject, mediaBucket, putObject } from './storage.ts';

/** Makes the objects of an attached picture stay: an avatar's lose their end, a proof's are copied to where nobody can change them. */
export async function keepMedia(mediaId: string, now: Date): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.state !== 'ready' || media.attachedTo === undefined || media.keptAt !== undefined || media.detachedAt !== undefined)
    return;
  const sealed = media.purpose === 'proof' ? await sealProof(media, media.attachedTo) : await keepAvatar(media);
  await noteKept(mediaId, sealed, now);
}

async function keepAvatar(media: StoredMedia): Promise<null> {
  const { full, sizes } = pictureKeys(media);
  await Promise.all([full, ...SIZES.map((size) => sizes[size])].map((key) => keepObject({ bucket: mediaBucket(), key })));
  return null;
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
