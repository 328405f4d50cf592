import { PutObjectCommand } from '@aws-sdk/client-s3';
import { deleteObject, keysUnder, s3 } from '#core/media';
import { env } from '#platform/env';
import type { UserId } from '#schemas/common';

/** The bucket of the files of exports, which S3 empties after EXPORT_DAYS. */
export const exportsBucket = () => env('EXPORTS_BUCKET');
/** The bucket that lists who was erased, apart from the table and its backups, for as long as one of those is kept. */
const erasuresBucket = () => env('ERASURES_BUCKET');

/** Notes that a person is erased: an object without content, named by the id. */
export async function noteErased(userId: UserId, now: Date): Promise<void> {
  await s3().send(
    new PutObjectCommand({ Bucket: erasuresBucket(), Key: userId, Body: now.toISOString(), ContentType: 'text/plain' }),
  );
}

/** The people who were erased while any backup of today was made. */
export const erasedPeople = async (): Promise<UserId[]> => (await keysUnder(erasuresBucket(), '')).map((key) => key as UserId);

/** Deletes the files of a person's exports. */
export async function deleteExportFiles(userId: UserId): Promise<void> {
  for (const key of await keysUnder(exportsBucket(), `${userId}/`)) await deleteObject({ bucket: exportsBucket(), key });
}
