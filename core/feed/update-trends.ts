import type { System } from '#actor';
import { newId } from '#platform/ids';
import { closeBucket, countsIn, openBuckets, swapTrend, type TrendPointer, trendPointers, trendRows } from './trend.store.ts';
import { isClosed, listsOf, type TrendCount, type TrendList, type TrendRow, withBucket } from './trend-rules.ts';

/** Counts of one run. */
type Updated = Readonly<Record<'buckets' | 'lists' | 'items', number>>;

/**
 * Adds the closed buckets to the lists of trending items, and swaps each list by its pointer, so that a reader never sees a mixed one. A
 * list skips the buckets that it contains, and a bucket is forgotten last: a run that dies, or two at once, count nothing twice and leave
 * nothing out. Scores that nobody adds to keep their order, so that there is nothing to do without a bucket.
 * Cost: one read then. Else 4 queries for a sport and bucket, and for each list 3 RRU and some 17 WRU.
 */
export async function updateTrends(_: System, now: Date): Promise<Updated> {
  const closed = (await openBuckets()).filter(({ bucket }) => isClosed(bucket, now));
  if (closed.length === 0) return { buckets: 0, lists: 0, items: 0 };
  const pointers = await trendPointers(undefined, { consistent: true });
  const building = new Map<TrendList, Building>();
  for (const { bucket, sports } of closed) {
    const counts = (await Promise.all(sports.map((sport) => countsIn(sport, bucket)))).flat();
    for (const [list, of] of byList(counts)) {
      const before = building.get(list) ?? (await beginning(pointers.get(list)));
      if (before.through !== null && bucket <= before.through) continue;
      building.set(list, { through: bucket, rows: withBucket(before.rows, before.through, of, bucket) });
    }
  }
  const swaps = await Promise.allSettled(
    [...building].map(([list, { through, rows }]) =>
      swapTrend({ list, version: newId(now), through: through ?? '' }, pointers.get(list), rows, now),
    ),
  );
  // A run that fails ends after its last write, so that the next one finds all of them.
  const failure = swaps.find((swap) => swap.status === 'rejected');
  if (failure) throw failure.reason;
  const swapped = swaps.map((swap) => swap.status === 'fulfilled' && swap.value);
  // Another run swapped a list meanwhile, perhaps without all of these buckets: the next run looks again.
  if (swapped.every(Boolean)) await Promise.all(closed.map(({ bucket }) => closeBucket(bucket)));
  return {
    buckets: closed.length,
    lists: building.size,
    items: [...building.values()].reduce((sum, { rows }) => sum + rows.length, 0),
  };
}

/** A list on its way to its next version. */
interface Building {
  readonly through: string | null;
  readonly rows: readonly TrendRow[];
}

async function beginning(pointer: TrendPointer | undefined): Promise<Building> {
  const rows = pointer && (await trendRows(pointer));
  return { through: pointer?.through ?? null, rows: rows?.rows ?? [] };
}

const byList = (counts: readonly TrendCount[]): Map<TrendList, TrendCount[]> => {
  const lists = new Map<TrendList, TrendCount[]>();
  for (const count of counts) for (const list of listsOf(count)) lists.set(list, [...(lists.get(list) ?? []), count]);
  return lists;
};
