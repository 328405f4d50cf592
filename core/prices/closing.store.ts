import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { type ClosingPrices, closingWindow, confirmedAt } from './closing-rules.ts';
import { pollsBetween } from './poll.store.ts';
import { findPrices, lastSnapshot, type Prices } from './price.store.ts';
import { SHEETS } from './price-sheet.ts';

/**
 * The closing prices of an event before the start in force. Prices are kept until the start, so the stored ones are the last; if the start
 * turned out to be earlier, the last snapshot before it is taken.
 * Three concurrent queries (about 3 RRU for the polls, 0.5 for each 4 KB of prices), and one more for each sheet that is too new.
 * @returns null when no prices were confirmed within fifteen minutes before the start
 */
export async function closingOf({
  eventId,
  league,
  startsAt,
}: {
  readonly eventId: EventId;
  readonly league: League;
  readonly startsAt: string;
}): Promise<ClosingPrices | null> {
  const { from, to } = closingWindow(startsAt);
  const [standing, odds, alternates] = await Promise.all([
    findPrices([eventId], SHEETS),
    pollsBetween(league, 'odds', from, to),
    pollsBetween(league, 'alternates', from, to),
  ]);
  const before = (prices: Prices) => (prices.at <= startsAt ? prices : lastSnapshot(eventId, prices.kind, startsAt));
  const closing = (await Promise.all(standing.map(before))).flatMap((prices) => {
    if (!prices) return [];
    const { kind, at, sheet } = prices;
    const confirmed = confirmedAt(eventId, at, kind === 'main' ? odds : alternates, startsAt);
    return confirmed === null ? [] : [[kind, { sheet, confirmedAt: confirmed }] as const];
  });
  return closing.length === 0 ? null : Object.fromEntries(closing);
}
