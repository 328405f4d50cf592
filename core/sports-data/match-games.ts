import { findEvents, findRefs, leagueEvents, recordEvent, type StoredEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { FEED_MEMORY } from './cadence-rules.ts';
import type { FeedGame } from './odds-provider.ts';

const DAY = 86_400_000;

/** What a feed may still speak of, and all that lies ahead; nothing that was first heard of after `now`, which may be in the past. */
export async function knownEvents(league: League, now: Date): Promise<StoredEvent[]> {
  const keys = await leagueEvents(league, { from: new Date(now.getTime() - FEED_MEMORY - DAY).toISOString() });
  const events = await findEvents(keys.map(({ eventId }) => eventId));
  return [...events.values()].filter(({ seenAt }) => seenAt <= now.toISOString());
}

/** Games of a reply as events of ours. */
export interface Shown<Item> {
  readonly items: ReadonlyMap<EventId, Item>;
  /** Of those, the ones that were not among the known. */
  readonly others: readonly StoredEvent[];
  readonly created: number;
}
export const NOT_ASKED: Shown<never> = { items: new Map<EventId, never>(), others: [], created: 0 };

/**
 * Which of our events each game is; a new one becomes an event where `takesNew` says so. A game that is known costs nothing, another one
 * a read, a new one a transaction of 11 items.
 */
export async function matchGames<Item extends FeedGame>(
  feed: string,
  league: League,
  { items, known, takesNew }: { items: readonly Item[]; known: readonly StoredEvent[]; takesNew: (item: Item) => boolean },
  at: Date,
): Promise<Shown<Item>> {
  const byFeedId = new Map(known.filter((event) => event.feed === feed).map(({ feedId, eventId }) => [feedId, eventId]));
  const unmatched = items.filter(({ feedId }) => !byFeedId.has(feedId));
  const older = await findRefs(
    feed,
    unmatched.map(({ feedId }) => feedId),
  );
  const fresh = unmatched.filter((item) => !older.has(item.feedId) && takesNew(item));
  const created = await Promise.all(
    fresh.map(
      async ({ feedId, home, away, startsAt }) =>
        [feedId, await recordEvent({ feed, feedId, league, home, away, startsAt }, at)] as const,
    ),
  );
  const others = await findEvents([...older.values(), ...created.map(([, eventId]) => eventId)], { consistent: true });
  const ids = new Map([...byFeedId, ...older, ...created]);
  const matched = items.flatMap((item) => {
    const eventId = ids.get(item.feedId);
    return eventId ? [[eventId, item] as const] : [];
  });
  return { items: new Map(matched), others: [...others.values()], created: created.length };
}
