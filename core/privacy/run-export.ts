import { tellExport } from '#core/notifications';
import { transact } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { deleteExportFiles, exportsBucket } from './buckets.ts';
import { entriesOf, storedEnd } from './export-entries.ts';
import { exportOf, noteFile, readyPart } from './export-job.store.ts';
import { exportKey } from './export-rules.ts';
import type { PersonalDomain } from './personal-domain.ts';
import { taskDonePart } from './task.store.ts';
import { uploadStream } from './upload-stream.ts';
import { writeArchives } from './write-archives.ts';

/** The most bytes in a file, before they are compressed: with schemas and the directory of the archive it has less than 1 GB. */
const FILE_BYTES = 990_000_000;
/** Milliseconds after which a run ends its file and leaves the rest to the next one, well before its function is stopped. */
const RUN_FOR = 10 * 60_000;

const overAfter = (ms: number): (() => boolean) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

/**
 * Writes the files of an export that waits, a stream from the table to S3, and tells the person. Each file that is whole is noted with its end,
 * after which a repeat goes on; the file that a stopped run was writing is written again.
 * @returns false when its time was over before the last file
 */
export async function runExport(
  userId: UserId,
  domains: readonly PersonalDomain[],
  now: Date,
  { most = FILE_BYTES, isOver = overAfter(RUN_FOR) } = {},
): Promise<boolean> {
  const task = { userId, task: 'export' } as const;
  const job = await exportOf(userId);
  if (job?.state !== 'waiting') {
    await transact({ task: taskDonePart(task) });
    return true;
  }
  const files = [...(job.files ?? [])];
  const isWhole = await writeArchives(entriesOf(userId, domains, job.fileEnd), {
    first: files.length + 1,
    most,
    isOver,
    upload: (stream, number) => uploadStream({ bucket: exportsBucket(), key: exportKey(job, number) }, stream),
    onFile: async (bytes, end) => {
      files.push(bytes);
      if (end === null || (await noteFile(job, files, storedEnd(end)))) return;
      await deleteExportFiles(userId);
      throw new Error('the person of an export was erased while it was written');
    },
  });
  if (!isWhole) return false;
  // The last of it, so that a stop before it repeats both.
  await tellExport(userId, job.jobId);
  const refused = await transact({ job: readyPart(job, files, now), task: taskDonePart(task) });
  // The person was erased meanwhile.
  if (refused.size > 0) await deleteExportFiles(userId);
  return true;
}
