import type { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { UserId } from '#schemas/common';
import type { StoredMedia } from './media.entity.ts';
import { streamMedia } from './media.store.ts';
import { keysOf, proofKeys } from './media-keys.ts';
import { isAbsent, mediaBucket, type ObjectName, proofBucket, s3 } from './storage.ts';

/**
 * The stored objects of a person's uploads, the largest of each, with a name that begins with the id of the upload, by which they come.
 * Those that moderators removed nobody reads.
 */
export async function* exportedObjects(userId: UserId): AsyncGenerator<ObjectName & { readonly name: string }> {
  for await (const media of streamMedia(userId)) {
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

/** An object as a stream, with its length in bytes; null where there is none. Whoever opens it reads it to its end or destroys it. */
export async function openObject({
  bucket,
  key,
}: ObjectName): Promise<{ readonly body: Readable; readonly bytes: number } | null> {
  try {
    const { Body, ContentLength } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body === undefined ? null : { body: Body as Readable, bytes: ContentLength ?? 0 };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
