import { batchAll } from '#data/batch';
import { conditionHeld } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { OfferedMarket } from '#schemas/markets';
import { priceSnapshotEntity, pricesEntity } from './price.entity.ts';
import { hashOf, marketOfLine, type PriceSheet, type SheetKind } from './price-sheet.ts';

/** An event's prices as they stand. */
export interface Prices {
  readonly eventId: EventId;
  readonly kind: SheetKind;
  /** Since when. */
  readonly at: string;
  readonly hash: string;
  readonly sheet: PriceSheet;
}

/** In any order, those that there are. Half an RRU for each 4 KB. */
export async function findPrices(eventIds: readonly EventId[], kinds: readonly SheetKind[]): Promise<Prices[]> {
  const keys = eventIds.flatMap((eventId) => kinds.map((kind) => ({ eventId: eventId as string, kind })));
  return (await batchAll(keys, (some) => pricesEntity().get(some).go({ concurrency: 4 }))) as Prices[];
}

/** The last snapshot at or before a moment. One query; half an RRU for each 4 KB. */
export async function lastSnapshot(
  eventId: EventId,
  kind: SheetKind,
  at: string,
): Promise<Pick<Prices, 'kind' | 'at' | 'sheet'> | null> {
  const { data } = await priceSnapshotEntity().query.primary({ eventId, kind }).lte({ at }).go({ order: 'desc', limit: 1 });
  return data[0] ?? null;
}

/** A market on a player that the provider carries. */
export interface PlayerOffer {
  readonly market: OfferedMarket;
  readonly subject: string;
  readonly stat: string;
}

/** What the provider carries now on an event's players; none where it carries none. One read, half an RRU for each 4 KB. */
export async function playerOffersOf(eventId: EventId): Promise<readonly PlayerOffer[]> {
  const [prices] = await findPrices([eventId], ['players']);
  const markets = Map.groupBy(prices?.sheet.lines ?? [], marketOfLine);
  return [...markets.values()].flatMap(([line]) =>
    line?.subject === undefined || line.stat === undefined
      ? []
      : [{ market: line.market, subject: line.subject, stat: line.stat }],
  );
}

/**
 * A snapshot when something changed, and nothing otherwise. First the fact, then what repeats it: a crash in between is mended by the next
 * poll, which finds the same difference and writes the same prices once more.
 * @param before what stands now, if anything
 * @returns whether anything was written: two writes of the sheet's size
 */
export async function writePrices(
  before: Prices | undefined,
  { eventId, kind, sheet, at }: { eventId: EventId; kind: SheetKind; sheet: PriceSheet; at: string },
): Promise<boolean> {
  const hash = hashOf(sheet);
  if (before ? before.hash === hash : sheet.lines.length === 0) return false;
  await priceSnapshotEntity().put({ eventId, kind, at, sheet }).go();
  return conditionHeld(
    pricesEntity()
      .upsert({ eventId, kind, at, hash, sheet })
      .where((attr, op) => `${op.notExists(attr.at)} OR ${op.lt(attr.at, at)}`)
      .go(),
  );
}
