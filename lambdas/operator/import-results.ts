import * as z from 'zod';
import { importResults, RESULT_FORMATS } from '#core/results';
import { loadUser, noSuchUser, userIdByHandle } from '#core/users';
import { DomainError } from '#errors';
import { Handle } from '#schemas/common';
import { job } from '../middleware/job.ts';

const Input = z.strictObject({ admin: Handle, format: z.enum(RESULT_FORMATS), file: z.string().max(1_000_000) });

/**
 * `{"admin","format":"csv|ndjson","file"}`: takes results of our own, each row as a decision of this admin (docs/admin.md). `npm run job` reads
 * the file that `file` names.
 */
export const handler = job('import-results', Input, async (_, { admin, ...file }, now) => {
  const userId = await userIdByHandle(admin);
  const user = userId && (await loadUser(userId));
  if (!userId || !user) throw noSuchUser();
  if (user.role !== 'admin') throw new DomainError('FORBIDDEN', `${admin} is no admin.`);
  const actor = { kind: 'user', userId, role: user.role, tier: 'free', origin: 'import-results' } as const;
  return { ...(await importResults(actor, file, now)) };
});
