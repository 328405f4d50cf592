import * as z from 'zod';
import { eventFacts } from '#core/events';
import { pageOfShard, picksByIds, SHARDS, type StoredPick } from '#core/picks';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { EventId } from '#schemas/common';
import { type Gradable, gradable, settlePick } from './settle-pick.ts';

/** One message for an event becomes one for each shard of its legs, and each shard goes on page by page. */
export const GradingMessage = z.strictObject({
  eventId: EventId,
  shard: z
    .int()
    .min(0)
    .max(SHARDS - 1)
    .optional(),
  after: z.string().nullable().optional(),
});
export type GradingMessage = z.infer<typeof GradingMessage>;

const PAGE = 50;
/** Picks graded beside each other. */
const LANES = 10;

/** Puts an event's grading on its way. */
export const requestGrading = (eventId: EventId): Promise<void> =>
  enqueue(env('GRADING_QUEUE_URL'), [{ eventId } satisfies GradingMessage]);

/**
 * Grades the picks on an event from its newest facts, whatever the message was sent for: a replay or an old message late finds nothing
 * to do. A page costs one Query, a BatchGet and a transaction for each pick whose grade changed.
 * @throws when some pick of the page could not be settled; all others were, and the page may come again
 */
export async function settleEvent({ eventId, shard, after = null }: GradingMessage, now: Date): Promise<void> {
  if (shard === undefined) {
    const shards = Array.from({ length: SHARDS }, (_, n): GradingMessage => ({ eventId, shard: n }));
    return enqueue(env('GRADING_QUEUE_URL'), shards);
  }
  const event = await eventFacts(eventId);
  if (!event || event.gradingVersion === 0) return;
  const ids = await pageOfShard(eventId, shard, after, PAGE);
  if (ids.length > 0) await settleAll(await picksByIds(ids), await gradable(event), now);
  if (ids.length === PAGE) await enqueue(env('GRADING_QUEUE_URL'), [{ eventId, shard, after: ids.at(-1) } as GradingMessage]);
}

async function settleAll(picks: readonly StoredPick[], event: Gradable, now: Date): Promise<void> {
  const failures: unknown[] = [];
  for (let i = 0; i < picks.length; i += LANES) {
    const settled = await Promise.allSettled(picks.slice(i, i + LANES).map((pick) => settlePick(pick, event, now)));
    failures.push(...settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])));
  }
  if (failures.length > 0) throw failures[0];
}
