import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import { storageEndpoint } from './endpoint.ts';

/** The client of S3. A test puts itself around its calls. */
export const s3 = injectable((): S3Client => {
  const { url, pathStyle } = storageEndpoint();
  return new S3Client({
    endpoint: url,
    forcePathStyle: pathStyle,
    maxAttempts: 3,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
});

/** The bucket of bytes that phones send. Nothing is served from it, and S3 empties it daily. */
export const uploadsBucket = () => env('UPLOADS_BUCKET');
/** The bucket of pictures that were written anew. */
export const mediaBucket = () => env('MEDIA_BUCKET');
/** The bucket of proofs, whose objects nobody changes or deletes. */
export const proofBucket = () => env('PROOF_BUCKET');

export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

export const isAbsent = (error: unknown): boolean =>
  (error as S3ServiceException).$metadata?.httpStatusCode === 404 || (error as Error).name === 'NoSuchKey';
const isMismatch = (error: unknown): boolean => (error as S3ServiceException).$metadata?.httpStatusCode === 412;

/** The ETag of an object, without quotes; null where there is none. */
export async function etagOf({ bucket, key }: ObjectName): Promise<string | null> {
  try {
    const { ETag = '' } = await s3().send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return ETag.replaceAll('"', '');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** The bytes of an object; null where there is none, or another one than `etag` says. */
export async function bytesOf({ bucket, key }: ObjectName, etag?: string): Promise<Buffer | null> {
  try {
    const { Body } = await s3().send(
      new GetObjectCommand({ Bucket: bucket, Key: key, ...(etag !== undefined && { IfMatch: `"${etag}"` }) }),
    );
    return Body ? Buffer.from(await Body.transformToByteArray()) : Buffer.alloc(0);
  } catch (error) {
    if (isAbsent(error) || isMismatch(error)) return null;
    throw error;
  }
}

export interface NewObject extends ObjectName {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** The header Content-Disposition with which it is served. */
  readonly disposition?: string;
  /** Nobody is served it, so that nobody is told to keep a copy. */
  readonly unserved?: true;
  /** S3 deletes it after a day, unless keepObject() is called before. */
  readonly waits?: true;
  /** Writes nothing where there is an object of this name. */
  readonly once?: true;
}

/** A name is never used for other bytes, so that every copy of it may be kept for long. */
const CACHED = 'public, max-age=86400, s-maxage=31536000, immutable';

/**
 * Writes an object.
 * @returns its version where the bucket has versions; null where it was there already and `once` was asked
 */
export async function putObject({
  bucket,
  key,
  bytes,
  contentType,
  disposition,
  unserved,
  waits,
  once,
}: NewObject): Promise<string | null> {
  try {
    const { VersionId = '' } = await s3().send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: contentType,
        ...(!unserved && { CacheControl: CACHED }),
        ChecksumAlgorithm: 'SHA256',
        ...(disposition !== undefined && { ContentDisposition: disposition }),
        ...(waits && { Tagging: 'state=waiting' }),
        ...(once && { IfNoneMatch: '*' }),
      }),
    );
    return VersionId;
  } catch (error) {
    if (once && isMismatch(error)) return null;
    throw error;
  }
}

/** The version and the bytes of an object in a bucket with versions; null where there is none. */
export async function versionOf({
  bucket,
  key,
}: ObjectName): Promise<{ readonly version: string; readonly bytes: Buffer } | null> {
  try {
    const { VersionId = '', Body } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return { version: VersionId, bytes: Body ? Buffer.from(await Body.transformToByteArray()) : Buffer.alloc(0) };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** The keys below a prefix, 1,000 to a call. */
export async function keysUnder(bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (let token: string | undefined; ; ) {
    const page: ListObjectsV2CommandOutput = await s3().send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(token !== undefined && { ContinuationToken: token }) }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    token = page.NextContinuationToken;
    if (token === undefined) return keys;
  }
}

/** Takes the mark off an object by which S3 would delete it after a day. One that was deleted meanwhile is no error. */
export const keepObject = async ({ bucket, key }: ObjectName): Promise<void> => {
  try {
    await s3().send(new DeleteObjectTaggingCommand({ Bucket: bucket, Key: key }));
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
};

/** Moves an object to another name in its bucket, with its headers and without its tags. One that is not there is no error. */
export async function moveObject(bucket: string, from: string, to: string): Promise<void> {
  try {
    const CopySource = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
    await s3().send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource, TaggingDirective: 'REPLACE', Tagging: '' }));
  } catch (error) {
    if (isAbsent(error)) return;
    throw error;
  }
  await deleteObject({ bucket, key: from });
}

/** The tag of an object that the policy of its bucket lets nobody read. */
export const SEALED = { Key: 'state', Value: 'sealed' } as const;

/** Puts an object that nobody may delete out of reach where it lies. */
export const sealInPlace = async ({ bucket, key }: ObjectName): Promise<void> => {
  await s3().send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet: [SEALED] } }));
};

/** Lets such an object be read again. */
export const unsealInPlace = ({ bucket, key }: ObjectName): Promise<void> => keepObject({ bucket, key });

/** Deletes an object; one that is not there is no error. */
export const deleteObject = async ({ bucket, key }: ObjectName): Promise<void> => {
  await s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
};
