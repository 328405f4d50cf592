import type { User } from '#actor';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { EXPORTS_PER_MONTH, type ExportState } from '#schemas/privacy';
import { exportOf, newExportPart } from './export-job.store.ts';
import { askedWithin, exportView, MONTH } from './export-rules.ts';
import { taskPart } from './task.store.ts';

/**
 * Asks for an export of everything about the actor. A job takes it up within minutes. 1 RRU and 4 WRU.
 * @throws CONFLICT while one is being made; LIMIT_REACHED for too many in 30 days
 */
export async function requestExport({ userId }: User, now: Date): Promise<ExportState> {
  const before = await exportOf(userId);
  if (before?.state === 'waiting') throw isBeingMade();
  const asked = askedWithin(before?.asked ?? [], now);
  if (asked.length >= EXPORTS_PER_MONTH)
    throw new DomainError('LIMIT_REACHED', `You can ask for ${EXPORTS_PER_MONTH} exports in 30 days.`);
  const job = {
    userId,
    jobId: newId(now),
    state: 'waiting' as const,
    requestedAt: now.toISOString(),
    asked: [...asked, now.toISOString()],
    expiresAt: epoch(now) + MONTH / 1000,
  };
  const refused = await transact({
    job: newExportPart(job, before),
    task: taskPart({ userId, task: 'export' }, now.toISOString()),
  });
  if (refused.size > 0) throw isBeingMade();
  return exportView(job, () => '', now);
}

const isBeingMade = () => new DomainError('CONFLICT', 'Your export is being made. You are told when it is ready.');
