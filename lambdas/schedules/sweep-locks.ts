import { sweepEvents } from '#core/locks';
import { job, NoInput } from '../middleware/job.ts';

export const handler = job('sweep-locks', NoInput, (actor, _, now) => sweepEvents(actor, now));
