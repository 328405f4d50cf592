import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import type { StoredEvent } from './event-facts.ts';
import type { FeedReply, Quota } from './odds-provider.ts';
import { PollEntity } from './poll.entity.ts';

export type PollKind = 'odds' | 'alternates' | 'scores';

export interface Poll {
  readonly at: string;
  readonly missing: readonly EventId[];
  /** Shown, but set aside. */
  readonly unread?: readonly EventId[];
  readonly whole: boolean;
}

/** Up to a moment, newest first. Consistent; one query, 1 RRU. */
export async function latestPolls(league: League, kind: PollKind, limit: number, now: Date): Promise<Poll[]> {
  const { data } = await PollEntity.query
    .primary({ league, kind })
    .lte({ at: now.toISOString() })
    .go({ order: 'desc', limit, consistent: true });
  return data as (Poll & (typeof data)[number])[];
}

/** Of a kind from a moment to another, both inclusive, newest first. One query; 0.5 RRU for about 25. */
export async function pollsBetween(league: League, kind: PollKind, from: string, to: string): Promise<Poll[]> {
  const { data } = await PollEntity.query
    .primary({ league, kind })
    .between({ at: from }, { at: to })
    .go({ order: 'desc', pages: 'all' });
  return data as (Poll & (typeof data)[number])[];
}

/** One write. The same moment again is the same poll. */
export async function addPoll(
  league: League,
  kind: PollKind,
  { at, missing, unread = [], whole }: Poll,
  reply: Pick<FeedReply<unknown>, 'items' | 'setAside' | 'quota'>,
): Promise<void> {
  const games = reply.items.length;
  await PollEntity.put({
    league,
    kind,
    at,
    missing: [...missing],
    unread: [...unread],
    whole,
    games,
    setAside: reply.setAside.length,
    ...quotaOf(reply.quota),
  }).go();
}

const quotaOf = ({ remaining, used, last }: Quota) => ({
  ...(remaining !== null && { quotaRemaining: remaining }),
  ...(used !== null && { quotaUsed: used }),
  ...(last !== null && { quotaLast: last }),
});

/** What a reply proves of the events that it should have shown: one that was spoiled is not missing. */
export function pollOf(
  { setAside }: Pick<FeedReply<unknown>, 'setAside'>,
  expected: readonly StoredEvent[],
  shown: ReadonlyMap<EventId, unknown>,
  at: Date,
): Poll {
  const spoiled = new Set(setAside.map(({ feedId }) => feedId));
  const ids = (events: readonly StoredEvent[]) => events.map(({ eventId }) => eventId);
  const unseen = expected.filter(({ eventId }) => !shown.has(eventId));
  return {
    at: at.toISOString(),
    whole: !spoiled.has(null),
    missing: ids(unseen.filter(({ feedId }) => !spoiled.has(feedId))),
    unread: ids(unseen.filter(({ feedId }) => spoiled.has(feedId))),
  };
}
