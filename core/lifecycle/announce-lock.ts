import { factsOf } from '#core/events';
import { eventsOf, lockAtOf, type StoredPick } from '#core/picks';
import { pushAll } from '#core/realtime';
import { env } from '#platform/env';
import { type EventMessage, onePage } from './event-pages.ts';

/**
 * Tells the owners of an event's picks that they are locked: those that are by now, and by this event, whatever became of the start since.
 * A repeat pushes the same ids again, which clients drop.
 */
export const announceLock = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('LOCKS_QUEUE_URL'), message, (picks) => tellOwners(message.eventId, picks, now));

async function tellOwners(eventId: EventMessage['eventId'], picks: readonly StoredPick[], now: Date): Promise<void> {
  const events = await factsOf([eventId, ...picks.flatMap(eventsOf)], { consistent: true });
  const event = events.get(eventId);
  if (!event) return;
  const locked = picks.flatMap((pick) => {
    const lockedAt = lockAtOf(
      pick.placedAt,
      eventsOf(pick).flatMap((id) => events.get(id) ?? []),
    );
    // A ticket locks with the first of its events: the others have nothing to tell of it.
    const byThis = lockedAt === lockAtOf(pick.placedAt, [event]);
    return pick.deletedAt === undefined && byThis && lockedAt <= now.toISOString() ? [{ ...pick, lockedAt }] : [];
  });
  await pushAll(
    locked.map(({ pickId, authorId, lockedAt }) => ({
      userId: authorId,
      body: { type: 'pick.locked', data: { pickId, eventId, lockedAt } },
    })),
    now,
  );
}
