import { findEvents } from '#core/events';
import { type EventMessage, eventsOf, lockAtOf, onePage, type StoredPick } from '#core/picks';
import { type PushItem, pushAll } from '#core/realtime';
import { env } from '#platform/env';

/**
 * Tells the owners of an event's picks that they are locked: those that are by now, whatever became of the start since. A repeat pushes
 * the same ids again, which clients drop, and so do the other events of a ticket: to leave those out, one would have to know that the
 * first one's announcement has come, and it may be on its way still while starts move.
 */
export const announceLock = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('LOCKS_QUEUE_URL'), message, (picks) => tellOwners(picks, now));

async function tellOwners(picks: readonly StoredPick[], now: Date): Promise<void> {
  const events = await findEvents(picks.flatMap(eventsOf), { consistent: true });
  const news = picks
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .flatMap(({ authorId, ...pick }): PushItem[] => {
      const its = eventsOf(pick).flatMap((id) => events.get(id) ?? []);
      const lockedAt = lockAtOf(pick.placedAt, its);
      const first = its.find((event) => lockAtOf(pick.placedAt, [event]) === lockedAt);
      if (!first || lockedAt > now.toISOString()) return [];
      const data = { pickId: pick.pickId, eventId: first.eventId, lockedAt };
      return [{ userId: authorId, body: { type: 'pick.locked', data } }];
    });
  await pushAll(news, now);
}
