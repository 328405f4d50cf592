import { addPoll, type Quote, sheetOf, writePrices } from '#core/prices';
import type { EventId } from '#schemas/common';

type QuotedPrice = readonly [selection: string, price: string, terms?: Partial<Quote>];

/** Stores the prices of an NFL game at one book, on its moneyline unless `terms` say otherwise, and the poll that showed them. */
export async function quoteGame(eventId: EventId, now: Date, prices: readonly QuotedPrice[]): Promise<void> {
  const at = now.toISOString();
  const quotes = prices.map(([selection, price, terms]): Quote => {
    return { book: 'acme', title: 'Acme', market: 'moneyline', line: null, selection, price, ...terms };
  });
  await writePrices(undefined, { eventId, kind: 'main', sheet: sheetOf('american', quotes), at });
  const quota = { remaining: null, used: null, last: null };
  await addPoll('nfl', 'odds', { at, missing: [], whole: true }, { items: [], setAside: [], quota });
}
