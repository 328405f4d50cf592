import { updateBoards } from '#core/stats';
import { job, NoInput } from '../middleware/job.ts';

export const handler = job('update-boards', NoInput, (actor, _, now) => updateBoards(actor, now));
