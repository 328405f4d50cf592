import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { pollEntity } from './poll.entity.ts';

export type PollKind = 'odds' | 'alternates' | 'scores';

export interface Poll {
  readonly at: string;
  readonly missing: readonly EventId[];
  /** Shown, but set aside. */
  readonly unread?: readonly EventId[];
  readonly whole: boolean;
}

/** What is left of the credits that a provider counts; null where it did not say. */
export interface Quota {
  readonly remaining: number | null;
  readonly used: number | null;
  readonly last: number | null;
}

/** As much of a provider's reply as a poll keeps: how many games it showed, how many it spoiled, and the quota. */
export interface PolledReply {
  readonly items: readonly unknown[];
  readonly setAside: readonly unknown[];
  readonly quota: Quota;
}

/** Up to a moment, newest first. Consistent; one query, 1 RRU. */
export async function latestPolls(league: League, kind: PollKind, limit: number, now: Date): Promise<Poll[]> {
  const { data } = await pollEntity()
    .query.primary({ league, kind })
    .lte({ at: now.toISOString() })
    .go({ order: 'desc', limit, consistent: true });
  return data as (Poll & (typeof data)[number])[];
}

/** Of a kind from a moment to another, both inclusive, newest first. One query; 0.5 RRU for about 25. */
export async function pollsBetween(league: League, kind: PollKind, from: string, to: string): Promise<Poll[]> {
  const { data } = await pollEntity()
    .query.primary({ league, kind })
    .between({ at: from }, { at: to })
    .go({ order: 'desc', pages: 'all' });
  return data as (Poll & (typeof data)[number])[];
}

/** One write. The same moment again is the same poll. */
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
