import { eventFacts } from '#core/events';
import { lockAtOf, type StoredPick } from '#core/picks';
import { pushAll } from '#core/realtime';
import { env } from '#platform/env';
import { type EventMessage, onePage } from './event-pages.ts';

/**
 * Tells the owners of an event's picks that they are locked: those that are by now, whatever became of the start since. A repeat pushes
 * the same ids again, which clients drop.
 */
export const announceLock = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('LOCKS_QUEUE_URL'), message, (picks) => tellOwners(message.eventId, picks, now));

async function tellOwners(eventId: EventMessage['eventId'], picks: readonly StoredPick[], now: Date): Promise<void> {
  const event = await eventFacts(eventId);
  if (!event) return;
  const locked = picks.flatMap(({ pickId, authorId, placedAt, deletedAt }) => {
    const lockedAt = lockAtOf({ ...event, placedAt });
    return deletedAt === undefined && lockedAt <= now.toISOString() ? [{ pickId, authorId, lockedAt }] : [];
  });
  await pushAll(
    locked.map(({ pickId, authorId, lockedAt }) => ({
      userId: authorId,
      body: { type: 'pick.locked', data: { pickId, eventId, lockedAt } },
    })),
    now,
  );
}
