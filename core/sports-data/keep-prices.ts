import { findPrices, type SheetKind, writePrices } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { OddsItem } from './odds-provider.ts';

/**
 * Stores the prices of games that have not started, since a price during play is no closing price. An unchanged sheet costs a read and
 * no write.
 * @returns the number of new sheets
 */
export async function keepPrices(
  kind: SheetKind,
  shown: ReadonlyMap<EventId, Pick<OddsItem, 'startsAt' | 'prices'>>,
  at: Date,
): Promise<number> {
  const upcoming = [...shown].filter(([, { startsAt }]) => startsAt > at.toISOString());
  const standing = await findPrices(
    upcoming.map(([eventId]) => eventId),
    [kind],
  );
  const before = new Map(standing.map((prices) => [prices.eventId, prices]));
  const written = await Promise.all(
    upcoming.map(([eventId, { prices: sheet }]) =>
      writePrices(before.get(eventId), { eventId, kind, sheet, at: at.toISOString() }),
    ),
  );
  return written.filter(Boolean).length;
}
