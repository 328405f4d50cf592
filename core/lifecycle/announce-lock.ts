import { factsOf } from '#core/events';
import { eventsOf, lockAtOf, type StoredPick } from '#core/picks';
import { pushAll } from '#core/realtime';
import { env } from '#platform/env';
import { type EventMessage, onePage } from './event-pages.ts';

/**
 * Tells the owners of an event's picks that they are locked: those that are by now, whatever became of the start since. A repeat pushes
 * the same ids again, which clients drop, and so do the other events of a ticket: to leave those out, one would have to know that the
 * first one's announcement has come, and it may be on its way still while starts move.
 */
export const announceLock = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('LOCKS_QUEUE_URL'), message, (picks) => tellOwners(message.eventId, picks, now));

async function tellOwners(eventId: EventMessage['eventId'], picks: readonly StoredPick[], now: Date): Promise<void> {
  const events = await factsOf([eventId, ...picks.flatMap(eventsOf)], { consistent: true });
  const locked = picks.flatMap((pick) => {
    const lockedAt = lockAtOf(
      pick.placedAt,
      eventsOf(pick).flatMap((id) => events.get(id) ?? []),
    );
    return pick.deletedAt === undefined && lockedAt <= now.toISOString() ? [{ ...pick, lockedAt }] : [];
  });
  await pushAll(
    locked.map(({ pickId, authorId, lockedAt }) => ({
      userId: authorId,
      body: { type: 'pick.locked', data: { pickId, eventId, lockedAt } },
    })),
    now,
  );
}
