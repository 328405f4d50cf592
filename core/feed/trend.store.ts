import { batchAll } from '#data/batch';
import { shardOf } from '#data/shard';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { CoveredSport } from '#schemas/sports';
import { type FeedRef, packRefs, unpackRefs, withAuthor, withoutAuthor } from './feed-ref.ts';
import { packList, unpackList } from './ref-list.ts';
import { trendBucketEntity, trendCountEntity, trendListEntity, trendPointerEntity } from './trend.entity.ts';
import {
  BEST,
  TREND_LISTS,
  type TrendCount,
  type TrendList,
  type TrendRow,
  type TrendSport,
  trendExpiry,
  trendSportOf,
} from './trend-rules.ts';

/** Partitions of a bucket and sport. */
const SHARDS = 4;
const OF = 'trend';

/** The reference in a row, which keeps the author beside it. */
const refIn = ({ ref, authorId }: { readonly ref: Uint8Array; readonly authorId: string }): FeedRef[] =>
  unpackRefs(ref).map((packed) => withAuthor(packed, authorId as UserId));

/** Adds people to an item's count in a bucket. 2 WRU in a transaction. noteBucket() comes first. */
export const trendPart = ({ ref, sports, people }: TrendCount, bucket: string, now: Date): Part =>
  part({ counts: trendCountEntity() }, ({ counts }) => [
    counts
      .upsert({
        sport: trendSportOf(sports),
        bucket,
        shard: shardOf(ref.id, SHARDS),
        itemId: ref.id,
        authorId: ref.authorId,
        ref: packRefs([withoutAuthor(ref)]),
        sports: [...sports],
        expiresAt: trendExpiry(now),
      })
      .add({ people })
      .commit(),
  ]);

/** Notes that something is about to be counted in a bucket. 1 WRU. A repeat changes nothing. */
export const noteBucket = async (sport: TrendSport, bucket: string, now: Date): Promise<void> =>
  void (await trendBucketEntity()
    .upsert({ of: OF, bucket })
    .add({ sports: [sport] })
    .set({ expiresAt: trendExpiry(now) })
    .go());

/** The buckets that no list contains yet, oldest first. Consistent; one Query, 1 RRU. */
export async function openBuckets(): Promise<{ bucket: string; sports: TrendSport[] }[]> {
  const { data } = await trendBucketEntity().query.primary({ of: OF }).go({ pages: 'all', consistent: true });
  return data.map(({ bucket, sports = [] }) => ({ bucket, sports: [...sports] }));
}

/** Forgets a bucket that every list contains. 1 WRU. */
export const closeBucket = async (bucket: string): Promise<void> =>
  void (await trendBucketEntity().delete({ of: OF, bucket }).go());

/** All that was counted in a bucket of a sport. Consistent; 4 Queries, 1 RRU for some 15 items each. */
export async function countsIn(sport: TrendSport, bucket: string): Promise<TrendCount[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      trendCountEntity().query.primary({ sport, bucket, shard }).go({ pages: 'all', consistent: true }),
    ),
  );
  return shards.flatMap(({ data }) =>
    data.flatMap((row) => refIn(row).map((ref) => ({ ref, sports: row.sports as CoveredSport[], people: row.people }))),
  );
}

/** A version of a list, and the newest bucket in it. */
export interface TrendVersion {
  readonly list: TrendList;
  readonly version: string;
  readonly through: string;
}
/** The version that readers see, with the best of its items. */
export interface TrendPointer extends TrendVersion {
  readonly builtAt: string;
  readonly size: number;
  readonly best: readonly TrendRow[];
}

const packed = (rows: readonly TrendRow[]): Uint8Array => packList(rows.map(({ ref, score }) => ({ ref, value: score })));
const unpacked = (rows: Uint8Array): TrendRow[] => unpackList(rows).map(({ ref, value }) => ({ ref, score: value }));

/** The pointers of these lists; a list that was never built has none. One BatchGet; 0.5 RRU each, twice that if consistent. */
export async function trendPointers(
  lists: readonly TrendList[] = TREND_LISTS,
  { consistent = false } = {},
): Promise<Map<TrendList, TrendPointer>> {
  const keys = lists.map((list) => ({ list }));
  const found = await batchAll(keys, (some) => trendPointerEntity().get(some).go({ consistent }));
  return new Map(found.map(({ best, ...pointer }) => [pointer.list, { ...pointer, best: unpacked(best) }]));
}

/**
 * The items of a version. One read, 2 RRU for 200; a consistent one follows where a reader sees the pointer before the version.
 * @returns null when the version is gone
 */
export async function trendRows({
  list,
  version,
}: Omit<TrendVersion, 'through'>): Promise<(TrendVersion & { rows: TrendRow[] }) | null> {
  const key = { list, version };
  const data = (await trendListEntity().get(key).go()).data ?? (await trendListEntity().get(key).go({ consistent: true })).data;
  return data && { list, version, through: data.through, rows: unpacked(data.rows) };
}

/** Writes a version of a list, 14 WRU for 200 items, and makes readers see it. @returns false when they see another than `before` by now */
export async function swapTrend(
  next: TrendVersion,
  before: TrendPointer | undefined,
  rows: readonly TrendRow[],
  now: Date,
): Promise<boolean> {
  await trendListEntity()
    .put({ ...next, rows: packed(rows), expiresAt: trendExpiry(now) })
    .go();
  return conditionHeld(
    trendPointerEntity()
      .put({ ...next, builtAt: now.toISOString(), size: rows.length, best: packed(rows.slice(0, BEST)) })
      .where((attr, op) => (before ? op.eq(attr.version, before.version) : op.notExists(attr.version)))
      .go(),
  );
}
