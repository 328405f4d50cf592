import * as z from 'zod';
import { eventFacts } from '#core/events';
import { lockAtOf, pageOfShard, picksByIds, SHARDS } from '#core/picks';
import { pushAll } from '#core/realtime';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { EventId } from '#schemas/common';

/** One message for an event becomes one for each shard, and each shard goes on page by page. */
export const LockAnnouncement = z.strictObject({
  eventId: EventId,
  shard: z
    .int()
    .min(0)
    .max(SHARDS - 1)
    .optional(),
  after: z.string().nullable().optional(),
});
export type LockAnnouncement = z.infer<typeof LockAnnouncement>;

const PAGE = 50;

/**
 * Tells the owners of an event's picks that they are locked: those that are by now, whatever became of the start since. A repeat pushes
 * the same ids again, which clients drop.
 */
export async function announceLock({ eventId, shard, after = null }: LockAnnouncement, now: Date): Promise<void> {
  if (shard === undefined) {
    return enqueue(
      env('LOCKS_QUEUE_URL'),
      Array.from({ length: SHARDS }, (_, n) => ({ eventId, shard: n })),
    );
  }
  const [event, ids] = await Promise.all([eventFacts(eventId), pageOfShard(eventId, shard, after, PAGE)]);
  if (!event) return;
  const locked = (await picksByIds(ids)).flatMap(({ pickId, authorId, placedAt, deletedAt }) => {
    const lockAt = lockAtOf({ ...event, placedAt });
    return deletedAt === undefined && lockAt <= now.toISOString() ? [{ pickId, authorId, lockedAt: lockAt }] : [];
  });
  await pushAll(
    locked.map(({ pickId, authorId, lockedAt }) => ({
      userId: authorId,
      body: { type: 'pick.locked', data: { pickId, eventId, lockedAt } },
    })),
    now,
  );
  if (ids.length === PAGE) await enqueue(env('LOCKS_QUEUE_URL'), [{ eventId, shard, after: ids.at(-1) } as LockAnnouncement]);
}
