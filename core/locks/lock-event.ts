import type { System } from '#actor';
import { findEvent, markLocked } from '#core/events';
import { startPages } from '#core/picks';
import { env } from '#platform/env';
import type { EventId } from '#schemas/common';

/**
 * Starts the announcement of an event's lock and marks it as announced. The lock itself is the condition in each write of a pick: this
 * may come late, early, twice or never, and nothing that counts changes.
 */
export async function lockEvent(
  _: System,
  eventId: EventId,
  now: Date,
): Promise<{ outcome: 'locked' | 'not yet' | 'done before' | 'unknown' }> {
  const event = await findEvent(eventId);
  if (!event) return { outcome: 'unknown' };
  if (now.toISOString() < event.startsAt) return { outcome: 'not yet' };
  if (event.lockedVersion >= event.startVersion) return { outcome: 'done before' };
  await startPages(env('LOCKS_QUEUE_URL'), eventId);
  await markLocked(eventId, event.startVersion, now);
  return { outcome: 'locked' };
}
