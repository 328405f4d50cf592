import { findEvent, type StoredEvent } from '#core/events';
import { eventsOf, reviewsOf, type StoredPick } from '#core/picks';
import { type ClosingPrices, closingOf } from '#core/prices';
import { eventHistory } from '#core/results';
import type { EventId } from '#schemas/common';
import { type EventMoment, factsInOrder } from './event-facts-rules.ts';
import type { PickFacts } from './settlement-of.ts';

/** The facts of one event that its picks are graded from. */
export interface Gradable {
  /** Each fact that can grade raises it by one. */
  readonly gradingVersion: number;
  readonly startsAt: string;
  /** The event as it was after each fact, oldest first. */
  readonly moments: readonly EventMoment[];
  /** The closing prices of its markets. Null where they are unknown. */
  readonly prices: ClosingPrices | null;
}

/** Events that were read already, so that each event of a page's picks is read once. */
export type Known = Map<EventId, Promise<Gradable | null>>;

/**
 * Null for an unknown event. Cost: one read, four queries more for an event with several facts, and three reads more for closing prices where
 * the event has a result.
 */
export function gradable(eventId: EventId, known: Known): Promise<Gradable | null> {
  const read = known.get(eventId) ?? load(eventId);
  known.set(eventId, read);
  return read;
}

async function load(eventId: EventId): Promise<Gradable | null> {
  const event = await findEvent(eventId);
  if (!event) return null;
  const { gradingVersion, startsAt } = event;
  if (gradingVersion === 0) return { gradingVersion, startsAt, moments: [], prices: null };
  const [moments, prices] = await Promise.all([momentsOf(event), event.result ? closingOf(event) : null]);
  return { gradingVersion, startsAt, moments, prices };
}

/** The row of an event with one fact has all of it, unless the result has details beside the score. */
async function momentsOf(event: StoredEvent): Promise<EventMoment[]> {
  if (event.gradingVersion === 1 && !event.result?.detailed) return [{ ...event, details: null, agreed: null }];
  return factsInOrder(event, await eventHistory(event.eventId));
}

/** The facts of a pick, with its events by id. */
export interface Graded extends PickFacts {
  readonly gradables: ReadonlyMap<string, Gradable>;
}

/** Reads a pick's events and reviews. @throws Error when one of its events does not exist */
export async function factsOfPick(pick: StoredPick, known: Known): Promise<Graded> {
  const [events, reviews] = await Promise.all([
    Promise.all(eventsOf(pick).map(async (eventId) => [eventId, await gradable(eventId, known)] as const)),
    pick.reviews > 0 ? reviewsOf(pick.pickId) : [],
  ]);
  const gradables = new Map(
    events.map(([eventId, event]) => {
      if (!event) throw new Error(`pick ${pick.pickId} on an event that does not exist`);
      return [eventId as string, event];
    }),
  );
  return { gradables, events: new Map([...gradables].map(([eventId, { moments }]) => [eventId, moments])), reviews };
}
