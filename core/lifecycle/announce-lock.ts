import * as z from 'zod';
import { pageOfShard, picksByIds, SHARDS } from '#core/picks';
import { pushAll } from '#core/realtime';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { EventId, Instant } from '#schemas/common';

/** One message for an event becomes one for each shard, and each shard goes on page by page. */
export const LockAnnouncement = z.strictObject({
  eventId: EventId,
  lockedAt: Instant,
  shard: z
    .int()
    .min(0)
    .max(SHARDS - 1)
    .optional(),
  after: z.string().nullable().optional(),
});
export type LockAnnouncement = z.infer<typeof LockAnnouncement>;

const PAGE = 50;

/** Tells the owners of an event's picks that they are locked. A repeat pushes the same ids again, which clients drop. */
export async function announceLock({ eventId, lockedAt, shard, after = null }: LockAnnouncement, now: Date): Promise<void> {
  if (shard === undefined) {
    return enqueue(
      env('LOCKS_QUEUE_URL'),
      Array.from({ length: SHARDS }, (_, n) => ({ eventId, lockedAt, shard: n })),
    );
  }
  const ids = await pageOfShard(eventId, shard, after, PAGE);
  const picks = (await picksByIds(ids)).filter(({ deletedAt, placedAt }) => deletedAt === undefined && placedAt < lockedAt);
  await pushAll(
    picks.map(({ pickId, authorId }) => ({
      userId: authorId,
      body: { type: 'pick.locked', data: { pickId, eventId, lockedAt } },
    })),
    now,
  );
  if (ids.length === PAGE) await enqueue(env('LOCKS_QUEUE_URL'), [{ eventId, lockedAt, shard, after: ids.at(-1) }]);
}
