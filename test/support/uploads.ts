import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import sharp from 'sharp';
import type { User } from '#actor';
import { MediaMessage, presignUpload, processMedia, requestMediaTask } from '#core/media';
import { assertTakesUploads } from '#core/messaging';
import { updateProof } from '#core/picks';
import type { ConversationId, MediaId } from '#schemas/common';
import { type MediaPurpose, PresignUpload, type UploadType } from '#schemas/media';
import { etagOf } from '../../core/media/storage.ts';
import { isOf, StreamTail } from './stream-tail.ts';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A small picture of one colour; another seed is another picture. */
export const pictureOf = (seed = 0): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: { r: (seed * 37) % 256, g: (seed * 91) % 256, b: 120 } } })
    .jpeg()
    .toBuffer();

/** The fields that an announcement of this purpose needs beside those of each. */
const MORE: Partial<Record<MediaPurpose, { readonly contentType: UploadType; readonly name?: string }>> = {
  chat_file: { contentType: 'text/csv', name: 'Ann’s picks, week 1.csv' },
  chat_voice: { contentType: 'audio/ogg' },
};

export const uploadOf = (bytes: Buffer, purpose: MediaPurpose = 'avatar') => ({
  purpose,
  contentType: 'image/jpeg' as UploadType,
  bytes: bytes.length,
  sha256: sha256Of(bytes),
  ...MORE[purpose],
});

/** Announces an upload as the route does. */
export const announce = (actor: User, body: Parameters<typeof presignUpload>[1], now: Date) =>
  presignUpload(actor, PresignUpload.body.parse(body), assertTakesUploads, now);

/** Sends bytes as a phone does. @returns the status */
export async function put({ url, headers }: { url: string; headers: Record<string, string> }, bytes: Buffer): Promise<number> {
  const { 'content-length': _, ...given } = headers;
  return (await fetch(url, { method: 'PUT', headers: given, body: new Uint8Array(bytes) })).status;
}

const keyOf = (mediaId: string, purpose: MediaPurpose) => `temp-uploads/${purpose}/${mediaId}`;

/** The event of S3 about an upload that has arrived. */
export async function arrivalOf(mediaId: string, purpose: MediaPurpose = 'avatar'): Promise<MediaMessage> {
  const key = keyOf(mediaId, purpose);
  const etag = await etagOf({ bucket: process.env.UPLOADS_BUCKET ?? '', key });
  return MediaMessage.parse({ 'detail-type': 'Object Created', detail: { object: { key, etag, size: 1 } } });
}

/** The event of the scan about an object. */
export const verdictOf = (
  mediaId: string,
  eTag: string,
  scanResultStatus: string,
  { purpose = 'avatar' as MediaPurpose, threats = null as { name: string }[] | null } = {},
): MediaMessage =>
  MediaMessage.parse({
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    detail: { s3ObjectDetails: { objectKey: keyOf(mediaId, purpose), eTag }, scanResultDetails: { scanResultStatus, threats } },
  });

/** An upload whose bytes have arrived, and about which nothing was said yet. */
export async function sent(
  actor: User,
  bytes: Buffer,
  now: Date,
  purpose: MediaPurpose = 'avatar',
  conversationId?: ConversationId,
): Promise<MediaId> {
  const ticket = await announce(actor, { ...uploadOf(bytes, purpose), ...(conversationId && { conversationId }) }, now);
  const status = await put(ticket, bytes);
  if (status !== 200) throw new Error(`the upload was answered with ${status}`);
  return ticket.uploadId;
}

/** An upload that was processed. */
export async function uploaded(
  actor: User,
  bytes: Buffer,
  now: Date,
  purpose: MediaPurpose = 'avatar',
  conversationId?: ConversationId,
): Promise<MediaId> {
  const mediaId = await sent(actor, bytes, now, purpose, conversationId);
  await processMedia(await arrivalOf(mediaId, purpose), now);
  return mediaId;
}

let tail: Promise<StreamTail> | undefined;

/** Does all that follows from what was written to uploads since the last call: the real projections on the real records, then their tasks. */
export async function followMedia(now: Date): Promise<void> {
  tail ??= new StreamTail().open();
  for (;;) {
    const records = (await (await tail).next()).filter((record) => isOf(record, ['media']));
    if (records.length === 0) return;
    for (const { dynamodb: { OldImage, NewImage } = {} } of records) {
      const row = (image: object | undefined) => (image ? requestMediaTask.row(unmarshall(image as never)) : null);
      const change = { before: row(OldImage), after: row(NewImage) };
      const [task, proof] = [requestMediaTask.when(change), updateProof.when(change)];
      if (task !== null) await processMedia(MediaMessage.parse(task), now);
      if (proof !== null) await updateProof.run(proof, now);
    }
  }
}
