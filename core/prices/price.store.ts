import { batchAll } from '#data/batch';
import { conditionHeld } from '#data/transaction';
import type { EventId } from '#schemas/common';
import { namesCompetitor, type OfferedMarket } from '#schemas/markets';
import { priceSnapshotEntity, pricesEntity } from './price.entity.ts';
import { marketOfLine, type PriceSheet, type SheetKind, sheetHash } from './price-sheet.ts';

/** The newest prices of an event. */
export interface Prices {
  readonly eventId: EventId;
  readonly kind: SheetKind;
  /** The instant of the poll that brought them. */
  readonly at: string;
  readonly hash: string;
  readonly sheet: PriceSheet;
}

/** The newest prices of events, in any order. Half an RRU for each 4 KB. */
export async function findPrices(eventIds: readonly EventId[], kinds: readonly SheetKind[]): Promise<Prices[]> {
  const keys = eventIds.flatMap((eventId) => kinds.map((kind) => ({ eventId: eventId as string, kind })));
  return (await batchAll(keys, (some) => pricesEntity().get(some).go({ concurrent: 4 }))) as Prices[];
}

/** The last snapshot at or before an instant; null for none. One query; half an RRU for each 4 KB. */
export async function lastSnapshot(
  eventId: EventId,
  kind: SheetKind,
  at: string,
): Promise<Pick<Prices, 'kind' | 'at' | 'sheet'> | null> {
  const { data } = await priceSnapshotEntity().query.primary({ eventId, kind }).lte({ at }).go({ order: 'desc', limit: 1 });
  return data[0] ?? null;
}

/**
 * The snapshots of one kind from an instant up to another, oldest first, after the one that stood when the time began. Two queries at
 * once; half an RRU for each 4 KB.
 */
export async function snapshotsBetween(
  eventId: EventId,
  kind: SheetKind,
  from: string,
  to: string,
): Promise<Pick<Prices, 'at' | 'sheet'>[]> {
  const [before, { data }] = await Promise.all([
    lastSnapshot(eventId, kind, from),
    priceSnapshotEntity().query.primary({ eventId, kind }).between({ at: from }, { at: to }).go({ pages: 'all' }),
  ]);
  return [...(before && before.at < from ? [before] : []), ...data];
}

/** A market on a player for which the provider has prices. */
export interface PlayerOffer {
  readonly market: OfferedMarket;
  readonly subject: string;
  readonly stat: string;
}

/** The player markets of an event for which the provider has prices now. One read, half an RRU for each 4 KB. */
export async function playerOffersOf(eventId: EventId): Promise<readonly PlayerOffer[]> {
  const [prices] = await findPrices([eventId], ['players']);
  const markets = Map.groupBy(prices?.sheet.lines ?? [], marketOfLine);
  return [...markets.values()].flatMap(([line]) =>
    line?.subject === undefined || line.stat === undefined
      ? []
      : [{ market: line.market, subject: line.subject, stat: line.stat }],
  );
}

/** The competitors of an event for whom the provider has an outright price now. One read, half an RRU for each 4 KB. */
export async function competitorsOf(eventId: EventId): Promise<ReadonlySet<string>> {
  const [prices] = await findPrices([eventId], ['main']);
  const field = prices?.sheet.lines.filter(({ market }) => namesCompetitor(market)) ?? [];
  return new Set(field.flatMap((line) => Object.keys(line.prices)));
}

/**
 * Stores a sheet if it differs from the newest one. The snapshot is written before its copy, so that after a crash in between the next poll
 * finds the same difference and writes both again.
 * @param before the newest prices, if there are any
 * @returns true when the sheet was stored, by two writes of the sheet's size
 */
export async function writePrices(
  before: Prices | undefined,
  { eventId, kind, sheet, at }: { eventId: EventId; kind: SheetKind; sheet: PriceSheet; at: string },
): Promise<boolean> {
  const hash = sheetHash(sheet);
  if (before ? before.hash === hash : sheet.lines.length === 0) return false;
  await priceSnapshotEntity().put({ eventId, kind, at, sheet }).go();
  return conditionHeld(
    pricesEntity()
      .upsert({ eventId, kind, at, hash, sheet })
      .where((attr, op) => `${op.notExists(attr.at)} OR ${op.lt(attr.at, at)}`)
      .go(),
  );
}
