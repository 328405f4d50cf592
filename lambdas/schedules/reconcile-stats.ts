import * as z from 'zod';
import { reconcileStats } from '#core/audit';
import { job } from '../middleware/job.ts';

const Input = z.strictObject({ scope: z.enum(['recent', 'all']).default('all') });

export const handler = job('reconcile-stats', Input, async (actor, { scope }, now) => ({
  ...(await reconcileStats(actor, scope, now)),
}));
