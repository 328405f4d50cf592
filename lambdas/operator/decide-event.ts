import * as z from 'zod';
import { decideEvent } from '#core/events';
import { EventId } from '#schemas/common';
import { Score } from '#schemas/events';
import { job } from '../middleware/job.ts';

const said = { eventId: EventId, reason: z.string().trim().min(3).max(500) };
const Decision = z.discriminatedUnion('state', [
  z.strictObject({ ...said, state: z.enum(['cancelled', 'abandoned', 'postponed']) }),
  z.strictObject({ ...said, state: z.literal('final'), score: Score }),
]);

export const handler = job('decide-event', Decision, async (actor, decision, now) => ({
  decided: await decideEvent(actor, decision, now),
}));
