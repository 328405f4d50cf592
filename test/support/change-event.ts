import type { Actor } from '#actor';
import { commitChange, detectChange, type EventUpdate, findEvent, sourceOf } from '#core/events';
import { deadline } from '#data/transaction';
import { DomainError } from '#errors';
import type { EventId } from '#schemas/common';

const TRIES = 5;

/**
 * Records an update of an event as a poll does, and tries again when other writers change it first.
 * @returns true when a fact was new
 * @throws NOT_FOUND; UNAVAILABLE after five tries
 */
export async function changeEvent(actor: Actor, eventId: EventId, update: EventUpdate, now: Date): Promise<boolean> {
  // All tries share one deadline, which change-rules.ts allows for: a start that passes meanwhile must not be moved as if it had not.
  const until = deadline();
  for (let left = TRIES; left > 0 && performance.now() < until; left--) {
    const event = await findEvent(eventId);
    if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
    const change = detectChange(event, update, now);
    if (!change) return false;
    if (await commitChange(event, change, sourceOf(actor), now, until)) return true;
  }
  throw new DomainError('UNAVAILABLE', 'This event is changing too fast. Please try again.');
}
