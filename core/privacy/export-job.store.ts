import { conditionHeld, type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { exportJobEntity, type StoredExport } from './export-job.entity.ts';

/** The newest export of a person; null for none. Consistent; 1 RRU. */
export async function exportOf(userId: UserId): Promise<StoredExport | null> {
  const { data } = await exportJobEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Puts an export in place of the one of before. Refused when that is another one by now. */
export const newExportPart = (job: StoredExport, before: StoredExport | null): Part =>
  part({ jobs: exportJobEntity() }, ({ jobs }) => [
    jobs
      .put(job)
      .where((attr, op) =>
        before ? `${op.eq(attr.jobId, before.jobId)} AND ${op.eq(attr.state, before.state)}` : op.notExists(attr.jobId),
      )
      .commit(),
  ]);

/** Notes the files that are whole, and the end of the newest. 1 WRU. @returns false when another export has taken its place, or none is left */
export const noteFile = (
  { userId, jobId }: StoredExport,
  files: number[],
  fileEnd: NonNullable<StoredExport['fileEnd']>,
): Promise<boolean> =>
  conditionHeld(
    exportJobEntity()
      .patch({ userId })
      .set({ files: [...files], fileEnd })
      .where((attr, op) => op.eq(attr.jobId, jobId))
      .go(),
  );

/** The files of an export are written. Refused when another one has taken its place. */
export const readyPart = ({ userId, jobId }: StoredExport, files: number[], now: Date): Part =>
  part({ jobs: exportJobEntity() }, ({ jobs }) => [
    jobs
      .patch({ userId })
      .set({ state: 'ready', readyAt: now.toISOString(), files })
      .remove(['fileEnd'])
      .where((attr, op) => op.eq(attr.jobId, jobId))
      .commit(),
  ]);

export const deleteExport = (userId: UserId): Promise<boolean> => conditionHeld(exportJobEntity().delete({ userId }).go());
