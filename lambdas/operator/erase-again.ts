import { eraseAgain } from '#core/privacy';
import { job, NoInput } from '../middleware/job.ts';

/** After a restore of the table: whoever was erased is erased again (docs/privacy.md). */
export const handler = job('erase-again', NoInput, (actor, _, now) => eraseAgain(actor, now));
