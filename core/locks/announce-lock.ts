/**
 * The locks queue. A page that comes again sends the same notifications under the same ids, which clients drop; so do the other events of a
 * ticket, since nobody can know that the first one's announcement has come while starts move.
 */
import { findEvents, lockAtOf } from '#core/events';
import { type NotificationFor, notify } from '#core/notifications';
import { type EventMessage, eventsOf, onePage, type StoredPick } from '#core/picks';
import { env } from '#platform/env';

/** Notifies the authors of an event's picks that are locked by now, whatever became of the start since. */
export const announceLock = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('LOCKS_QUEUE_URL'), message, (picks) => notifyAuthors(picks, now));

async function notifyAuthors(picks: readonly StoredPick[], now: Date): Promise<void> {
  const events = await findEvents(picks.flatMap(eventsOf), { consistent: true });
  const locked = picks
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .flatMap(({ authorId, ...pick }): NotificationFor[] => {
      const itsEvents = eventsOf(pick).flatMap((id) => events.get(id) ?? []);
      const lockedAt = lockAtOf(pick.placedAt, itsEvents);
      const first = itsEvents.find((event) => lockAtOf(pick.placedAt, [event]) === lockedAt);
      if (!first || lockedAt > now.toISOString()) return [];
      const data = { pickId: pick.pickId, eventId: first.eventId, lockedAt };
      return [{ userId: authorId, body: { type: 'pick.locked', data } }];
    });
  await notify(locked, now);
}
