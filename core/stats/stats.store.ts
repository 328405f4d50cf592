import type { Item } from '#data/entity';
import { mapRows, streamRows } from '#data/row-stream';
import { conditionHeld, type Part, part } from '#data/transaction';
import { countedEntity } from './counted.entity.ts';
import { ledgerEntity } from './ledger.entity.ts';
import { statsEntity } from './stats.entity.ts';
import { addStats, NO_STATS, type SettledPick, type Stats } from './stats-rules.ts';

/** The attribute that holds each number of a record. Amounts are millionths of a unit. */
const ATTRIBUTES = {
  wins: 'wins',
  losses: 'losses',
  pushes: 'pushes',
  voids: 'voids',
  decided: 'decided',
  turnoverMicro: 'turnover',
  profitMicro: 'profit',
  clvMicro: 'clv',
  clvPicks: 'clvPicks',
  boardDecided: 'boardDecided',
  boardWins: 'boardWins',
  boardLosses: 'boardLosses',
  boardPushes: 'boardPushes',
  boardTurnoverMicro: 'boardTurnover',
  boardProfitMicro: 'boardProfit',
  boardEvents: 'boardEvents',
  above: 'above',
} as const satisfies Readonly<Record<keyof Stats, string>>;
const NAMES = Object.entries(ATTRIBUTES) as [keyof Stats, StatsNumber][];
type StatsNumber = (typeof ATTRIBUTES)[keyof Stats];
type StatsRow = Partial<Record<StatsNumber, number>>;

/** The numbers of a row. A missing one is zero. */
const statsOfRow = (row: StatsRow): Stats =>
  Object.fromEntries(NAMES.map(([field, name]) => [field, row[name] ?? 0])) as unknown as Stats;
const rowOf = (stats: Stats): Record<StatsNumber, number> =>
  Object.fromEntries(NAMES.map(([field, name]) => [name, stats[field]])) as Record<StatsNumber, number>;
/** The numbers that change something: a row keeps no zero that nobody counted. */
const changesOf = (delta: Stats): StatsRow => Object.fromEntries(Object.entries(rowOf(delta)).filter(([, value]) => value !== 0));

/** Refused when this fact has been counted already. */
export const countedPart = (pickId: string, fact: string): Part =>
  part({ counted: countedEntity() }, ({ counted }) => [counted.create({ pickId, fact }).commit()]);

/** The facts of a pick that have been counted. */
export const countedOf = async (pickId: string): Promise<Set<string>> =>
  new Set((await countedEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true })).data.map(({ fact }) => fact));

/** Adds to a bettor's record in each of these periods. */
export const addPart = (userId: string, periods: readonly string[], delta: Stats): Part =>
  part({ stats: statsEntity() }, ({ stats }) =>
    periods.map((period) => stats.upsert({ userId, period }).add(changesOf(delta)).commit()),
  );

/** Counts a pick that was placed or withdrawn. */
export const addPlacedPart = (userId: string, count: { placed: 1 } | { withdrawn: 1 }): Part =>
  part({ stats: statsEntity() }, ({ stats }) => [stats.upsert({ userId, period: 'all' }).add(count).commit()]);

export type LedgerRow = Item<typeof ledgerEntity>;
/** Replaces the row of a settled pick. */
export const ledgerPart = (row: LedgerRow): Part => part({ ledger: ledgerEntity() }, ({ ledger }) => [ledger.put(row).commit()]);

/**
 * The sum of a bettor's record over the periods of a timeframe; a period without a row is zero. One query: 0.5 RRU for some 12 days, twice
 * that if consistent.
 * @param periods newest first; no other day lies between them
 */
export async function recordIn(
  userId: string,
  periods: readonly string[],
  { consistent = false } = {},
): Promise<Stats & { placed: number; withdrawn: number }> {
  const [newest = '', oldest = ''] = [periods[0], periods.at(-1)];
  const { data } = await statsEntity()
    .query.primary({ userId })
    .between({ period: oldest }, { period: newest })
    .go({ pages: 'all', consistent });
  // The row of a year sorts before its first day, so that days of two years have it between them.
  const rows = data.filter(({ period }) => periods.includes(period));
  const sum = rows.map(statsOfRow).reduce(addStats, NO_STATS);
  const all = rows.find(({ period }) => period === 'all');
  return { ...sum, placed: all?.placed ?? 0, withdrawn: all?.withdrawn ?? 0 };
}

/** Every row of a bettor's record. */
export async function recordRows(userId: string): Promise<(Stats & { period: string; placed: number; withdrawn: number })[]> {
  const { data } = await statsEntity().query.primary({ userId }).go({ pages: 'all', consistent: true });
  return data.map(recordOf);
}

/** The records of a person in each period, as a stream. For exports. */
export const streamRecords = (userId: string): AsyncGenerator<ReturnType<typeof recordOf>> =>
  mapRows(
    streamRows((page) => statsEntity().query.primary({ userId }).go(page)),
    recordOf,
  );

const recordOf = (row: Item<typeof statsEntity>) => ({
  period: row.period,
  placed: row.placed ?? 0,
  withdrawn: row.withdrawn ?? 0,
  ...statsOfRow(row),
});

/** All settled picks, by settlement. Consistent; 1 RRU for some 10, 1 MB to a query. */
export const ledgerOf = async (userId: string): Promise<LedgerRow[]> =>
  (await ledgerEntity().query.primary({ userId }).go({ pages: 'all', consistent: true })).data;

/** All settled picks, by settlement, as a stream. 0.5 RRU for some 10. For exports. */
export const streamLedger = (userId: string): AsyncGenerator<LedgerRow> =>
  streamRows((page) => ledgerEntity().query.primary({ userId }).go(page));

/** The picks that were settled on a day, a moment behind. One query, 0.5 RRU for some 10. */
export const ledgerOfDay = async (userId: string, day: string): Promise<LedgerRow[]> => {
  const { data } = await ledgerEntity()
    .query.primary({ userId })
    .begins({ settledAt: `${day}T` })
    .go({ pages: 'all' });
  return data;
};

/**
 * The newest of those that were settled from one instant up to another, a moment behind. At most 1 MB to a round trip.
 * @returns newest first
 */
export async function ledgerBetween(
  userId: string,
  { from, to }: { readonly from: string; readonly to: string },
  most: number,
): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: LedgerRow[]; cursor: string | null } = await ledgerEntity()
      .query.primary({ userId })
      .between({ settledAt: from }, { settledAt: to })
      .go({ order: 'desc', limit: most - rows.length, cursor });
    rows.push(...page.data);
    cursor = page.cursor;
  } while (cursor !== null && rows.length < most);
  return rows;
}

/** Rows of a streak's first page: 4 KB of them, so half an RRU. Each page has twice the rows of the one before it; the last, `LONGEST_PAGE`. */
const FIRST_PAGE = 8;
const LONGEST_PAGE = 512;

/**
 * The newest thousand settled picks, page by page, for a streak. Eventually consistent; a Query for each page that is taken, some 50 RRU in
 * all.
 */
export async function* newestSettled(userId: string): AsyncGenerator<SettledPick[]> {
  let last: { settledAt: string; pickId: string } | undefined;
  for (let limit = FIRST_PAGE; limit <= LONGEST_PAGE; limit *= 2) {
    const query = ledgerEntity().query.primary({ userId });
    const { data } = await (last ? query.lt(last) : query).go({ order: 'desc', limit });
    yield data.map(({ pickId, settledAt, result, profit }) => ({ pickId, settledAt, result, profitMicro: profit }));
    last = data.at(-1);
    if (data.length < limit) return;
  }
}

/** Sets a row to what it should be, on condition that it still is as it was read. One write. @returns whether it did */
export const repairRecord = (userId: string, period: string, is: Stats, should: Stats): Promise<boolean> =>
  conditionHeld(
    statsEntity()
      .upsert({ userId, period })
      .set(rowOf(should))
      .where((attr, op) =>
        (Object.entries(rowOf(is)) as [StatsNumber, number][])
          .map(([name, value]) =>
            value === 0 ? `(${op.notExists(attr[name])} OR ${op.eq(attr[name], 0)})` : op.eq(attr[name], value),
          )
          .join(' AND '),
      )
      .go(),
  );
