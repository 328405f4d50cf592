import type { Viewer } from '#actor';
import { type EventFacts, findEvents } from '#core/events';
import { peopleFor, type Sight } from '#core/graph';
import type { UserCard } from '#core/users';
import type { EventId } from '#schemas/common';
import { eventsOf, type StoredLeg, type StoredPick } from './pick.store.ts';

/** A pick with all that rules and views need beside it. */
export interface HydratedPick {
  readonly pick: StoredPick;
  /** The event of each leg, in the order of the legs. */
  readonly events: readonly EventFacts[];
  /** Undefined when the account is gone. */
  readonly author: UserCard | undefined;
  /** The viewer's sight on the author. */
  readonly sight: Sight;
  /** False for an author whom the viewer has muted. */
  readonly isListed: boolean;
  /** True for the viewer's own pick. */
  readonly isOwn: boolean;
}

/**
 * Two BatchGets at the same time: events 0.5 RRU each, cards 0.5 RRU each (the viewer's own 1); beside them whom the viewer hides, 1 RRU, and
 * then the follows of authors whose accounts are private, 1 RRU each.
 * @returns the picks in their order
 */
export async function hydratePicks(viewer: Viewer, picks: readonly StoredPick[], now: Date): Promise<HydratedPick[]> {
  const [events, { cards, sights }] = await Promise.all([
    findEvents(picks.flatMap(eventsOf)),
    peopleFor(viewer, [...new Set(picks.map(({ authorId }) => authorId))], now),
  ]);
  return picks.map((pick) => ({
    pick,
    events: withEvents(pick, events),
    author: cards.get(pick.authorId),
    sight: sights.picksOf(pick.authorId),
    isListed: sights.lists(pick.authorId),
    isOwn: viewer.kind === 'user' && viewer.userId === pick.authorId,
  }));
}

/** The event of each leg, in the order of the legs. */
export const withEvents = (pick: StoredPick, events: ReadonlyMap<EventId, EventFacts>): EventFacts[] =>
  pick.legs.map((leg) => eventOf(pick, leg, events));

function eventOf(pick: StoredPick, leg: StoredLeg, events: ReadonlyMap<EventId, EventFacts>): EventFacts {
  const event = events.get(leg.eventId as EventId);
  if (!event) throw new Error(`pick ${pick.pickId} on an event that is not there`);
  return event;
}
