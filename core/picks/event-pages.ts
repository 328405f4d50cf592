import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { EventId } from '#schemas/common';
import { pageOfShard, picksByIds, type StoredPick } from './pick.store.ts';
import { SHARDS } from './pick-rules.ts';

/** Work on all picks of an event. The first message becomes one for each shard of the legs; each shard goes on page by page. */
export const EventMessage = z.strictObject({
  eventId: EventId,
  shard: z
    .int()
    .min(0)
    .max(SHARDS - 1)
    .optional(),
  after: z.string().nullable().optional(),
});
export type EventMessage = z.infer<typeof EventMessage>;

const PAGE = 50;

/** Sends the first message. @param queue its URL */
export const startPages = (queue: string, eventId: EventId): Promise<void> => send(queue, [{ eventId }]);

/**
 * Does the work of one message and sends the message of the next page. A page costs a Query and a BatchGet beside the work itself.
 * @param queue the URL of the queue that the message came from
 * @param work must bear repeats: an error brings the page again
 */
export async function onePage(
  queue: string,
  { eventId, shard, after = null }: EventMessage,
  work: (picks: readonly StoredPick[]) => Promise<void>,
): Promise<void> {
  if (shard === undefined) {
    return send(
      queue,
      Array.from({ length: SHARDS }, (_, n) => ({ eventId, shard: n })),
    );
  }
  const ids = await pageOfShard(eventId, shard, after, PAGE);
  if (ids.length > 0) await work(await picksByIds(ids));
  if (ids.length === PAGE) await send(queue, [{ eventId, shard, after: ids.at(-1) }]);
}

const send = (queue: string, messages: readonly EventMessage[]): Promise<void> => enqueue(queue, messages);
