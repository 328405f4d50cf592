import type { System } from '#actor';
import { eventFacts, markLocked } from '#core/events';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import type { EventId } from '#schemas/common';

/**
 * What a schedule (or who finds a start passed) asks for: mark the event and tell the owners of its picks. The lock itself is the
 * condition in each write of a pick; this may come late, early, twice or never, and nothing that counts changes.
 */
export async function lockEvent(_: System, eventId: EventId, now: Date): Promise<{ outcome: 'locked' | 'not yet' | 'unknown' }> {
  const event = await eventFacts(eventId);
  if (!event) return { outcome: 'unknown' };
  if (now.toISOString() < event.startsAt) return { outcome: 'not yet' };
  await enqueue(env('LOCKS_QUEUE_URL'), [{ eventId, lockedAt: event.startsAt }]);
  await markLocked(eventId, event.startVersion, now);
  return { outcome: 'locked' };
}
