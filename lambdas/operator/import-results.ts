import * as z from 'zod';
import { importingAdmin, importResults, MOST_BYTES, RESULT_FORMATS } from '#core/results';
import { Handle } from '#schemas/common';
import { job } from '../middleware/job.ts';

const Input = z.strictObject({ admin: Handle, format: z.enum(RESULT_FORMATS), file: z.string().max(MOST_BYTES) });

/**
 * `{"admin","format":"csv|ndjson","file"}`: takes results of our own, each row as a decision of this admin (docs/admin.md). `npm run job` reads
 * the file that `file` names.
 */
export const handler = job('import-results', Input, async (_, { admin, ...file }, now) => ({
  ...(await importResults(await importingAdmin(admin, now), file, now)),
}));
