import type { Upkeep } from '#data/upkeep';
import { deleteExportFiles } from './buckets.ts';
import { deleteExport, exportOf } from './export-job.store.ts';

/** The part of a domain's upkeep that exports and erasures call, under a name. core/upkeep has them all; doors pass them in. */
export type PersonalDomain = Pick<Upkeep, 'erase' | 'export'> & { readonly name: string };

/** The newest export and its files are all that this domain itself keeps about a person. The rows of the task go with its end. */
export const privacyDomain: PersonalDomain = {
  name: 'privacy',
  erase: async (userId) => {
    await deleteExportFiles(userId);
    await deleteExport(userId);
  },
  export: async (userId) => {
    const job = await exportOf(userId);
    return { exports: job ? [{ requestedAt: job.requestedAt, readyAt: job.readyAt, asked: job.asked }] : [] };
  },
};
