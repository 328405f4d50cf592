import { updateTrends } from '#core/feed';
import { job, NoInput } from '../middleware/job.ts';

export const handler = job('update-trends', NoInput, (actor, _, now) => updateTrends(actor, now));
