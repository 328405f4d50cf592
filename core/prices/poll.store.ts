import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { pollEntity } from './poll.entity.ts';

/** `games`: games and their starts, without prices. */
export type PollKind = 'odds' | 'games' | 'alternates' | 'scores';

export interface Poll {
  readonly at: string;
  readonly missing: readonly EventId[];
  /** Events whose game was shown and could not be read. */
  readonly unread?: readonly EventId[];
  readonly whole: boolean;
}

/** The provider's count of our credits; null when the reply did not give it. */
export interface Quota {
  readonly remaining: number | null;
  readonly used: number | null;
  readonly last: number | null;
}

/** The parts of a provider's reply that a poll counts or stores. */
export interface PolledReply {
  readonly items: readonly unknown[];
  readonly setAside: readonly unknown[];
  readonly quota: Quota;
}

/** The polls of a kind up to `now`, newest first. Consistent; one query, 1 RRU. */
export async function latestPolls(league: League, kind: PollKind, limit: number, now: Date): Promise<Poll[]> {
  const { data } = await pollEntity()
    .query.primary({ league, kind })
    .lte({ at: now.toISOString() })
    .go({ order: 'desc', limit, consistent: true });
  return data as (Poll & (typeof data)[number])[];
}

/** The polls of a kind between two instants, both inclusive, newest first. One query; 0.5 RRU for about 25 polls. */
export async function pollsBetween(league: League, kind: PollKind, from: string, to: string): Promise<Poll[]> {
  const { data } = await pollEntity()
    .query.primary({ league, kind })
    .between({ at: from }, { at: to })
    .go({ order: 'desc', pages: 'all' });
  return data as (Poll & (typeof data)[number])[];
}

/** Stores a poll. One write; a repeat with the same instant overwrites it with itself. */
export async function addPoll(
  league: League,
  kind: PollKind,
  { at, missing, unread = [], whole }: Poll,
  reply: PolledReply,
): Promise<void> {
  const games = reply.items.length;
  await pollEntity()
    .put({
      league,
      kind,
      at,
      missing: [...missing],
      unread: [...unread],
      whole,
      games,
      setAside: reply.setAside.length,
      ...quotaOf(reply.quota),
    })
    .go();
}

const quotaOf = ({ remaining, used, last }: Quota) => ({
  ...(remaining !== null && { quotaRemaining: remaining }),
  ...(used !== null && { quotaUsed: used }),
  ...(last !== null && { quotaLast: last }),
});
