import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type ObjectName, s3 } from '#core/media';

/** Bytes of a part: S3 takes 5 MiB or more, and 10,000 parts. */
const PART = 8 * 1024 * 1024;
const ContentType = 'application/zip';

/** Writes an object of unknown length: one call below 8 MiB, parts of that size above it, of which one is in memory. @returns its bytes */
export async function uploadStream({ bucket, key }: ObjectName, stream: AsyncIterable<Buffer>): Promise<number> {
  const parts = partsOf(stream);
  const first = await parts.next();
  const body = first.value ?? Buffer.alloc(0);
  const of = { Bucket: bucket, Key: key };
  if (body.length < PART) {
    await s3().send(new PutObjectCommand({ ...of, ContentType, Body: body }));
    return body.length;
  }
  const { UploadId } = await s3().send(new CreateMultipartUploadCommand({ ...of, ContentType }));
  try {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let bytes = 0;
    for (let part: Buffer | undefined = body; part; part = (await parts.next()).value ?? undefined) {
      const PartNumber = Parts.length + 1;
      const { ETag } = await s3().send(new UploadPartCommand({ ...of, UploadId, PartNumber, Body: part }));
      Parts.push({ PartNumber, ETag });
      bytes += part.length;
    }
    await s3().send(new CompleteMultipartUploadCommand({ ...of, UploadId, MultipartUpload: { Parts } }));
    return bytes;
  } catch (error) {
    await s3().send(new AbortMultipartUploadCommand({ ...of, UploadId }));
    throw error;
  }
}

/** Cuts a stream into parts of one size; the last may be smaller. */
async function* partsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let [waiting, size] = [[] as Buffer[], 0];
  for await (const chunk of stream) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PART) continue;
    const all = Buffer.concat(waiting);
    const whole = all.length - (all.length % PART);
    yield* cut(all.subarray(0, whole));
    [waiting, size] = [[all.subarray(whole)], all.length - whole];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

function* cut(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PART) yield bytes.subarray(from, from + PART);
}
