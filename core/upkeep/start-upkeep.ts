import * as z from 'zod';
import type { System } from '#actor';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';

/** The longest delay that SQS has, in seconds; as long as a board stands, and longer than the sweep takes to find what got lost. */
const LONGEST_DELAY = 900;

/** Starts a walk, as the first message of the upkeep queue and as the input of the job. */
export const StartUpkeepMessage = z.strictObject({
  /** `recent`: what changed in the last hours; `night`: every subject that is due (see isDue); `all`: every subject. */
  scope: z.enum(['recent', 'night', 'all']).default('all'),
  /** Seconds between the first look at a difference and the second; 0 only where nothing else is at work. */
  secondLookAfter: z.int().min(0).max(LONGEST_DELAY).default(LONGEST_DELAY),
});
export type StartUpkeepMessage = z.output<typeof StartUpkeepMessage>;

/** Puts a walk on its way. */
export async function startUpkeep(_: System, start: StartUpkeepMessage): Promise<StartUpkeepMessage> {
  await enqueue(env('UPKEEP_QUEUE_URL'), [start]);
  return start;
}
