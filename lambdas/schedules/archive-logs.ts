import { archiveLogs } from '#core/messaging';
import { job, NoInput } from '../middleware/job.ts';

/** Once a week: moves blocks of logs to the archive whose newest entry is older than a year. */
export const handler = job('archive-logs', NoInput, (actor, _, now) => archiveLogs(actor, now));
