import { batchAll } from '#data/batch';
import { shardOf } from '#data/shard';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import { mapConcurrently } from '#platform/map-concurrently';
import type { Timeframe } from '#schemas/stats';
import { boardStateEntity, boardSumEntity, closedSumsEntity } from './board-sum.entity.ts';
import { type BoardSums, packSums, type SumsByBettor, sumsOfRow, unpackSums } from './board-sums.ts';
import { dayOf } from './period-rules.ts';

/** Partitions of a day, so that a busy one is not one hot key. */
const SHARDS = 2;
/** Items over which the closed sums of a timeframe are spread: at 100,000 bettors each has 60 KB. */
const BUCKETS = 64;
/** Days for which a day's rows and closed sums stay. */
export const DAYS_KEPT = 100;
const LIFE = DAYS_KEPT * 86_400;
/** Queries at the same time: ninety days must not open ninety sockets. */
const AT_ONCE = 8;

export interface CountedRow extends BoardSums {
  readonly userId: string;
  readonly settledOn: string;
}

/** Adds to a bettor's part of the boards, on the day of `now`. */
export const addToBoardsPart = (userId: string, settledAt: string, sums: BoardSums, now: Date): Part =>
  part({ sums: boardSumEntity() }, ({ sums: rows }) => [
    rows
      .upsert({
        countedOn: dayOf(now),
        shard: shardOf(userId, SHARDS),
        userId,
        settledOn: settledAt.slice(0, 10),
        expiresAt: epoch(now) + LIFE,
      })
      .add({ ...sums })
      .commit(),
  ]);

/**
 * Adds what is missing in a bettor's part of the boards, on the day of `now`. Refused when something else was added to that row meanwhile.
 * @param is what the row holds
 */
export const correctBoardsPart = (row: CountedRow, is: BoardSums, now: Date): Part =>
  part({ sums: boardSumEntity() }, ({ sums: rows }) => {
    const { userId, settledOn, ...missing } = row;
    const key = { countedOn: dayOf(now), shard: shardOf(userId, SHARDS), userId, settledOn };
    return [
      rows
        .upsert({ ...key, expiresAt: epoch(now) + LIFE })
        .add(missing)
        .where((attr, op) =>
          (Object.keys(missing) as (keyof BoardSums)[])
            .map((name) =>
              is[name] === 0 ? `(${op.notExists(attr[name])} OR ${op.eq(attr[name], 0)})` : op.eq(attr[name], is[name]),
            )
            .join(' AND '),
        )
        .commit(),
    ];
  });

/** Everything that was counted on some days. One query for each of 2 shards a day, 0.5 RRU for some 15 rows. */
export async function countedOn(days: readonly string[]): Promise<CountedRow[]> {
  const keys = days.flatMap((day) => Array.from({ length: SHARDS }, (_, shard) => ({ countedOn: day, shard })));
  const found = await mapConcurrently(
    keys,
    AT_ONCE,
    async (key) => (await boardSumEntity().query.primary(key).go({ pages: 'all' })).data,
  );
  return found.flat().map(({ userId, settledOn, ...row }) => ({ userId, settledOn, ...sumsOfRow(row) }));
}

/** The rows of one bettor that were counted on a day. Consistent; one query. */
export async function countedOfBettor(userId: string, day: string): Promise<CountedRow[]> {
  const key = { countedOn: day, shard: shardOf(userId, SHARDS) };
  const { data } = await boardSumEntity()
    .query.primary({ ...key, userId })
    .go({ pages: 'all', consistent: true });
  return data.map(({ settledOn, ...row }) => ({ userId, settledOn, ...sumsOfRow(row) }));
}

/** A bettor, and a day of settlement. */
interface CountedDay {
  readonly userId: string;
  readonly settledOn: string;
}

/**
 * One page of what was counted on a day. One query, 0.5 RRU for some 15 rows; pages may be shorter than `limit`, also empty.
 * @param at the shard, and the row after which the page begins: `<userId>/<day of settlement>`, or empty text
 */
export async function countedPage(
  day: string,
  { shard, after }: { readonly shard: number; readonly after: string },
  limit: number,
): Promise<{ rows: CountedDay[]; next: { shard: number; after: string } | null }> {
  const query = boardSumEntity().query.primary({ countedOn: day, shard });
  const [userId = '', settledOn = ''] = after.split('/');
  const { data } = await (after === '' ? query : query.gt({ userId, settledOn })).go({ limit });
  const last = data.at(-1);
  if (last && data.length === limit) return { rows: data, next: { shard, after: `${last.userId}/${last.settledOn}` } };
  return { rows: data, next: shard + 1 < SHARDS ? { shard: shard + 1, after: '' } : null };
}

type ListPart = 'eligible' | 'others';

/** The closed sums of a timeframe. One query, 0.5 RRU for some 100 bettors. */
export async function closedSums(timeframe: Timeframe, through: string, list: ListPart): Promise<[string, BoardSums][]> {
  const { data } = await closedSumsEntity().query.primary({ timeframe, through, part: list }).go({ pages: 'all' });
  return data.flatMap(({ sums }) => unpackSums(sums));
}

/** Writes the closed sums of a timeframe. A repeat writes the same. */
export async function writeClosedSums(
  timeframe: Timeframe,
  through: string,
  { sums, isEligible }: { readonly sums: SumsByBettor; readonly isEligible: (sums: BoardSums) => boolean },
  now: Date,
): Promise<void> {
  const expiresAt = epoch(now) + LIFE;
  const groups = Map.groupBy(sums, ([userId, of]) => `${isEligible(of) ? 'eligible' : 'others'} ${shardOf(userId, BUCKETS)}`);
  const items = [...groups].map(([group, of]) => {
    const [list, bucket] = group.split(' ') as [ListPart, string];
    return { timeframe, through, part: list, bucket: Number(bucket), sums: packSums(of), expiresAt };
  });
  await batchAll(items, async (some) => {
    const { unprocessed } = await closedSumsEntity().put(some).go({ concurrent: 4 });
    const left = new Set(unprocessed.map((key) => `${key.part} ${key.bucket}`));
    return { unprocessed: some.filter((item) => left.has(`${item.part} ${item.bucket}`)) };
  });
}

const OF = 'boards';
/** The state of the newest build. Null before the first one. Consistent; 1 RRU. */
export const boardState = async () => (await boardStateEntity().get({ of: OF }).go({ consistent: true })).data;

/** Keeps what is known of the boards' state. */
export const keepBoardState = async (known: {
  readonly builtAt?: string;
  readonly counted?: string;
  readonly closedThrough?: string;
  readonly peopleChangedAt?: string;
}): Promise<void> => void (await boardStateEntity().upsert({ of: OF }).set(known).go());
