import * as z from 'zod';
import { ingestScores } from '#core/sports-data';
import { job } from '../middleware/job.ts';

/** The schedule says nothing and keeps the cadence; a person's `force` fetches at once. */
const Input = z.strictObject({ force: z.boolean().default(false) });

export const handler = job('ingest-scores', Input, ingestScores);
