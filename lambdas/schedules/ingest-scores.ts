import * as z from 'zod';
import { ingestScores } from '#core/sports-data';
import { job } from '../middleware/job.ts';

/** The schedule gives no input and keeps the cadence. An operator's `force` polls at once. */
const Input = z.strictObject({ force: z.boolean().default(false) });

export const handler = job('ingest-scores', Input, ingestScores);
