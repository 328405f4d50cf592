import { newId } from '#platform/ids';
import type { EventId } from '#schemas/common';
import { type League, sportOf } from '#schemas/sports';
import { type FeedRef, findRefs, insertEvent } from './event.store.ts';

/** A game as a feed first shows it. `startsAt` is ISO 8601 in UTC with milliseconds. */
export interface NewEvent extends FeedRef {
  readonly league: League;
  readonly home: string;
  readonly away: string;
  readonly startsAt: string;
}

/** Makes a game an event of ours, once: the same game again is the event that it became. @returns its id */
export async function recordEvent({ feed, feedId, ...game }: NewEvent, now: Date): Promise<EventId> {
  const eventId = newId<EventId>(now);
  const inserted = await insertEvent(
    {
      ...game,
      eventId,
      sport: sportOf(game.league),
      startVersion: 1,
      lockedThrough: null,
      state: 'scheduled',
      stateVersion: 0,
      pinned: false,
      result: null,
      gradingVersion: 0,
      gradingAt: null,
      scoredAt: null,
      lockedVersion: 0,
      sweptVersion: 0,
      seenAt: now.toISOString(),
    },
    { feed, feedId },
  );
  if (inserted) return eventId;
  const known = (await findRefs(feed, [feedId])).get(feedId);
  if (!known) throw new Error('an event was refused although its game is unknown');
  return known;
}
