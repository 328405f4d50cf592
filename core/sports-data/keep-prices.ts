import { findPrices, type SheetKind, writePrices } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { UpcomingItem } from './odds-provider.ts';

/**
 * Stores the prices of games that have not started, since a price during play is no closing price, and nothing where none were asked. An
 * unchanged sheet costs a read and no write.
 * @returns the number of new sheets
 */
export async function keepPrices(
  kind: SheetKind,
  shown: ReadonlyMap<EventId, Pick<UpcomingItem, 'startsAt' | 'prices'>>,
  at: Date,
): Promise<number> {
  const upcoming = [...shown].flatMap(([eventId, { startsAt, prices }]) =>
    prices !== null && startsAt > at.toISOString() ? [{ eventId, sheet: prices }] : [],
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
