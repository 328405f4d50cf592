import { PrivacyTask, runPrivacyTask } from '#core/privacy';
import { PERSONAL_DOMAINS } from '#core/upkeep';
import { queue } from '../middleware/queue.ts';

export const handler = queue('run-privacy-task', PrivacyTask, (task, now) => runPrivacyTask(task, PERSONAL_DOMAINS, now));
