import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PURPOSE_NAMES } from '#schemas/media';

/**
 * Makes buckets of their own for a file of tests, with the settings by which functions find them. Nothing listens to their events. Proofs
 * are locked for a day, so the buckets go with their emulator.
 */
export async function newBuckets(): Promise<void> {
  const endpoint = process.env.AWS_ENDPOINT_URL ?? '';
  const client = new S3Client({ endpoint, forcePathStyle: true });
  const name = `media-${randomUUID()}`;
  const buckets = {
    UPLOADS_BUCKET: `${name}-uploads`,
    MEDIA_BUCKET: `${name}-pictures`,
    PROOF_BUCKET: `${name}-proofs`,
    EXPORTS_BUCKET: `${name}-exports`,
    ERASURES_BUCKET: `${name}-erasures`,
    ARCHIVE_BUCKET: `${name}-archive`,
    RESULTS_BUCKET: `${name}-results`,
  };
  for (const [variable, Bucket] of Object.entries(buckets))
    await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: variable === 'PROOF_BUCKET' }));
  client.destroy();
  Object.assign(process.env, {
    ...buckets,
    STORAGE: JSON.stringify({ url: endpoint, pathStyle: true }),
    MEDIA_URL: `${endpoint}/${buckets.MEDIA_BUCKET}/profile-images`,
    MEDIA_QUEUE_URL: 'media',
    SCANNER: 'yara',
    SCANS: PURPOSE_NAMES.join(' '),
    HEIC: 'on',
    EDGE_ID: 'none',
  });
}
