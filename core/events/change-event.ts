import type { Actor } from '#actor';
import { deadline } from '#data/transaction';
import { DomainError } from '#errors';
import type { EventId } from '#schemas/common';
import { changeOf, type EventUpdate } from './change-rules.ts';
import { commitChange, findEvent } from './event.store.ts';

const TRIES = 5;

/**
 * Records what is new of an event: a start, a score, a state. Facts are appended, the grading version is raised and the lock moved in one
 * transaction; saying the same again does nothing. Grading and the lock's schedule follow from the write.
 * @returns whether anything was new
 * @throws NOT_FOUND; UNAVAILABLE when others keep changing it at the same moment
 */
export async function changeEvent(actor: Actor, eventId: EventId, update: EventUpdate, now: Date): Promise<boolean> {
  // Together they get what change-rules.ts allows for: a start may pass meanwhile, and must not be moved as if it had not.
  const until = deadline();
  for (let left = TRIES; left > 0 && performance.now() < until; left--) {
    const event = await findEvent(eventId);
    if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
    const change = changeOf(event, update, now);
    if (!change) return false;
    if (await commitChange(event, change, sourceOf(actor), now, until)) return true;
  }
  throw new DomainError('UNAVAILABLE', 'This event is changing too fast. Please try again.');
}

export const sourceOf = (actor: Actor): string => {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'system' ? actor.job : 'public';
};
