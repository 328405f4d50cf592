import { startPrivacyTasks } from '#core/privacy';
import { job, NoInput } from '../middleware/job.ts';

/** Every 15 minutes: the exports and the erasures that are due. */
export const handler = job('start-privacy-tasks', NoInput, (actor, _, now) => startPrivacyTasks(actor, now));
