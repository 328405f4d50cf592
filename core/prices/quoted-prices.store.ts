import { mapConcurrently } from '#platform/map-concurrently';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { LONGEST_CADENCE } from './cadence.ts';
import { type Poll, pollsBetween } from './poll.store.ts';
import { snapshotsBetween } from './price.store.ts';
import type { QuotedPrices } from './price-check-rules.ts';
import { WIDEST } from './price-policy.ts';
import type { SheetKind } from './price-sheet.ts';

/** Milliseconds for which a quote stands at most, and in which the first poll after an acceptance counts. */
const AHEAD = WIDEST.cadences * LONGEST_CADENCE;
/** Milliseconds before an acceptance from which a poll can still matter: a quote that it showed stands into the window. */
const POLLS_BACK = WIDEST.before + AHEAD;
/** Events whose prices are read at the same time. */
const AT_ONCE = 8;

/** Polls by league, of both kinds. */
type PollsByLeague = ReadonlyMap<League, Readonly<Record<'odds' | 'alternates', readonly Poll[]>>>;

export interface WantedPrices {
  readonly eventId: EventId;
  readonly kinds: readonly SheetKind[];
}

/**
 * The prices of events around an acceptance, and the polls of leagues that confirmed them, all at once. For each kind of an event two
 * queries, half an RRU for each 4 KB of prices; for each league one query for each kind of poll, 0.5 RRU.
 * @param leagues of the events, or all leagues where these are not known yet
 * @param until the last instant that counts; AHEAD after the acceptance where it is left out
 * @returns the prices of an event; its league tells the polls
 */
export async function quotedPrices(
  wanted: readonly WantedPrices[],
  leagues: readonly League[],
  acceptedAt: Date,
  until: Date = new Date(acceptedAt.getTime() + AHEAD),
): Promise<(eventId: EventId, league: League) => QuotedPrices> {
  const instant = (ms: number) => new Date(acceptedAt.getTime() + ms).toISOString();
  const to = until.toISOString();
  const kinds = new Set(wanted.flatMap((one) => one.kinds));
  const read = async (league: League, kind: 'odds' | 'alternates', isNeeded: boolean) =>
    isNeeded ? pollsBetween(league, kind, instant(-POLLS_BACK), to) : [];
  const [polls, sheets] = await Promise.all([
    Promise.all(
      leagues.map(async (league) => {
        const [odds, alternates] = await Promise.all([
          read(league, 'odds', kinds.has('main')),
          read(league, 'alternates', kinds.has('alternate') || kinds.has('players')),
        ]);
        return [league, { odds, alternates }] as const;
      }),
    ),
    mapConcurrently(
      wanted.flatMap(({ eventId, kinds: of }) => of.map((kind) => ({ eventId, kind }))),
      AT_ONCE,
      async ({ eventId, kind }) => ({
        eventId,
        kind,
        sheets: await snapshotsBetween(eventId, kind, instant(-WIDEST.before), to),
      }),
    ),
  ]);
  const byLeague: PollsByLeague = new Map(polls);
  return (eventId, league) => ({
    eventId,
    kinds: sheets
      .filter((one) => one.eventId === eventId)
      .map(({ kind, sheets: of }) => ({
        kind,
        sheets: of,
        polls: byLeague.get(league)?.[kind === 'main' ? 'odds' : 'alternates'] ?? [],
      })),
  });
}
