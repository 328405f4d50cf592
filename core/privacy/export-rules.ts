import { EXPORT_DAYS, type ExportState } from '#schemas/privacy';
import type { StoredExport } from './export-job.entity.ts';

const DAY = 86_400_000;
/** Milliseconds within which requests count together. */
export const MONTH = 30 * DAY;

/** The requests that still count. */
export const askedWithin = (asked: readonly string[], now: Date): string[] =>
  asked.filter((at) => Date.parse(at) > now.getTime() - MONTH);

/** The key of a file of an export. @param number from 1 */
export const exportKey = ({ userId, jobId }: Pick<StoredExport, 'userId' | 'jobId'>, number: number): string =>
  `${userId}/${jobId}/youbet-${number}.zip`;

/** @param urlOf signs the address of a file by its key */
export function exportView(job: Omit<StoredExport, 'expiresAt'>, urlOf: (key: string) => string, now: Date): ExportState {
  const { state, requestedAt, readyAt, files = [] } = job;
  const expiresAt = readyAt === undefined ? null : new Date(Date.parse(readyAt) + EXPORT_DAYS * DAY).toISOString();
  const isGone = expiresAt !== null && expiresAt <= now.toISOString();
  return {
    state: isGone ? 'expired' : state,
    requestedAt,
    readyAt: readyAt ?? null,
    expiresAt,
    files: isGone || state !== 'ready' ? [] : files.map((bytes, i) => ({ url: urlOf(exportKey(job, i + 1)), bytes })),
  };
}
