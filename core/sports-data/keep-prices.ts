import { fieldWithinBounds, findPrices, type PriceSheet, type SheetKind, writePrices } from '#core/prices';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import type { UpcomingItem } from './odds-provider.ts';

/**
 * Stores the prices of games that have not started, since a price during play is no closing price, and nothing where none were asked. An
 * unchanged sheet costs a read and no write. A field that is larger than its bounds is cut.
 * @returns the number of new sheets
 */
export async function keepPrices(
  kind: SheetKind,
  shown: ReadonlyMap<EventId, Pick<UpcomingItem, 'startsAt' | 'prices'>>,
  at: Date,
): Promise<number> {
  const upcoming = [...shown].flatMap(([eventId, { startsAt, prices }]) =>
    prices !== null && startsAt > at.toISOString() ? [{ eventId, sheet: boundedField(prices, eventId) }] : [],
  );
  const standing = await findPrices(
    upcoming.map(({ eventId }) => eventId),
    [kind],
  );
  const before = new Map(standing.map((prices) => [prices.eventId, prices]));
  const written = await Promise.all(
    upcoming.map(({ eventId, sheet }) => writePrices(before.get(eventId), { eventId, kind, sheet, at: at.toISOString() })),
  );
  return written.filter(Boolean).length;
}

function boundedField(prices: PriceSheet, eventId: EventId): PriceSheet {
  const { sheet, leftOut } = fieldWithinBounds(prices);
  if (leftOut > 0) log.warn('provider: more competitors than are kept', { eventId, leftOut });
  return sheet;
}
