import { findEvent, type StoredEvent } from '#core/events';
import { eventsOf, reviewsOf, type StoredPick } from '#core/picks';
import { type ClosingPrices, closingOf } from '#core/prices';
import { eventHistory } from '#core/results';
import type { EventId } from '#schemas/common';
import { type EventMoment, factsInOrder } from './event-facts-rules.ts';
import type { PickFacts } from './settlement-of.ts';

/** All that picks are graded from, of one event. */
export interface Gradable {
  /** Raised by each fact that can grade. */
  readonly gradingVersion: number;
  readonly startsAt: string;
  /** It as it stood after each fact, oldest first. */
  readonly moments: readonly EventMoment[];
  /** What its markets closed at; null where that is not known. */
  readonly prices: ClosingPrices | null;
}

/** Events that were read already: those of a page's picks are read once. */
export type Known = Map<EventId, Promise<Gradable | null>>;

/** Null for an event that is not there. A read; four queries more where it had several facts, and three where there is a close to look for. */
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

/** An event with one fact is as it stands, unless more is known of its result than the score. */
async function momentsOf(event: StoredEvent): Promise<EventMoment[]> {
  if (event.gradingVersion === 1 && !event.result?.detailed) return [{ ...event, details: null, agreed: null }];
  return factsInOrder(event, await eventHistory(event.eventId));
}

/** A pick's events and reviews. @throws when one of its events is not there */
export interface Graded extends PickFacts {
  readonly gradables: ReadonlyMap<string, Gradable>;
}
export async function factsOfPick(pick: StoredPick, known: Known): Promise<Graded> {
  const [events, reviews] = await Promise.all([
    Promise.all(eventsOf(pick).map(async (eventId) => [eventId, await gradable(eventId, known)] as const)),
    pick.reviews > 0 ? reviewsOf(pick.pickId) : [],
  ]);
  const gradables = new Map(
    events.map(([eventId, event]) => {
      if (!event) throw new Error(`pick ${pick.pickId} on an event that is not there`);
      return [eventId as string, event];
    }),
  );
  return { gradables, events: new Map([...gradables].map(([eventId, { moments }]) => [eventId, moments])), reviews };
}
