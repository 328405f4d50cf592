import type { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { UserId } from '#schemas/common';
import type { StoredMedia } from './media.entity.ts';
import { mediaOf } from './media.store.ts';
import { keysOf, proofKeys } from './media-keys.ts';
import { isAbsent, mediaBucket, type ObjectName, proofBucket, s3 } from './storage.ts';

/** The stored objects of a person's uploads, the largest of each, with a name. Those that moderators removed nobody reads. */
export async function* exportedObjects(userId: UserId): AsyncGenerator<ObjectName & { readonly name: string }> {
  for (const media of await mediaOf(userId)) {
    if (media.state !== 'ready' || media.removedAt !== undefined) continue;
    const object = largestOf(media);
    if (object) yield { ...object, name: `${media.mediaId}${object.key.slice(object.key.lastIndexOf('.'))}` };
  }
}

function largestOf(media: StoredMedia): ObjectName | null {
  const { purpose, userId, attachedTo: pickId, place } = media;
  if (purpose === 'proof' && pickId !== undefined && place !== undefined)
    return { bucket: proofBucket(), key: proofKeys({ userId, pickId, place }).full };
  const [key] = keysOf(media);
  return key === undefined ? null : { bucket: mediaBucket(), key };
}

/** The bytes of an object as a stream; null where there is none. */
export async function openObject({ bucket, key }: ObjectName): Promise<Readable | null> {
  try {
    const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (Body as Readable | undefined) ?? null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
