import { endQuietHours } from '#core/notifications';
import { job, NoInput } from '../middleware/job.ts';

export const handler = job('end-quiet-hours', NoInput, (actor, _, now) => endQuietHours(actor, now));
