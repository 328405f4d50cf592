import { addPoll, type Quote, sheetOf, writePrices } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';

type QuotedPrice = readonly [selection: string, price: string, terms?: Partial<Quote>];

/** Stores the prices of a game at one book, on its moneyline unless `terms` say otherwise, and the poll that showed them. */
export async function quoteGame(
  eventId: EventId,
  now: Date,
  prices: readonly QuotedPrice[],
  league: League = 'nfl',
): Promise<void> {
  const at = now.toISOString();
  const quotes = prices.map(([selection, price, terms]): Quote => {
    return { book: 'acme', title: 'Acme', market: 'moneyline', line: null, selection, price, ...terms };
  });
  await writePrices(undefined, { eventId, kind: 'main', sheet: sheetOf('american', quotes), at });
  const quota = { remaining: null, used: null, last: null };
  await addPoll(league, 'odds', { at, missing: [], whole: true }, { items: [], setAside: [], quota });
}

/** Stores the outright prices of a tournament of golf at one book, by competitor, and the poll that showed them. */
export const quoteField = (eventId: EventId, now: Date, prices: Readonly<Record<string, string>>): Promise<void> =>
  quoteGame(
    eventId,
    now,
    Object.entries(prices).map(([name, price]) => [name, price, { market: 'outright' }]),
    'golf_majors',
  );
