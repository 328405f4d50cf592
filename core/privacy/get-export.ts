import type { User } from '#actor';
import { storageEndpoint } from '#core/media';
import { DomainError } from '#errors';
import { signedUrl } from '#platform/signed-url';
import { EXPORT_LINK_SECONDS, type ExportState } from '#schemas/privacy';
import { exportsBucket } from './buckets.ts';
import { exportOf } from './export-job.store.ts';
import { exportView } from './export-rules.ts';

/** The newest export of the actor, with links that are good for an hour. 1 RRU. @throws NOT_FOUND when they have asked for none within 30 days */
export async function getExport({ userId }: User, now: Date): Promise<ExportState> {
  const job = await exportOf(userId);
  if (!job) throw new DomainError('NOT_FOUND', 'You have not asked for an export.');
  const at = { endpoint: storageEndpoint(), bucket: exportsBucket(), lasts: EXPORT_LINK_SECONDS };
  return exportView(job, (key) => signedUrl({ method: 'GET', ...at, key }, now), now);
}
