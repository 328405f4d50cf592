import { sweepReports } from '#core/moderation';
import { job, NoInput } from '../middleware/job.ts';

/** Every hour: counts the cases that have waited too long. */
export const handler = job('sweep-reports', NoInput, (actor, _, now) => sweepReports(actor, now));
