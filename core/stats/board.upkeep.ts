import { shardOf } from '#data/shard';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, type Upkeep } from '#data/upkeep';
import { mapConcurrently } from '#platform/map-concurrently';
import { Metric, Timeframe } from '#schemas/stats';
import { boardRows, pointerOf } from './board.store.ts';
import { boardScore, formatBoardScore, ranked } from './board-rules.ts';
import { boardState, correctBoardsPart, countedOfBettor, countedOn, DAYS_KEPT } from './board-sum.store.ts';
import { addSums, type BoardSums, boardSumsOf, isEmpty, missingIn, NO_SUMS } from './board-sums.ts';
import { boardTotals, type Totals } from './board-totals.ts';
import { dayOf, daysBetween, periodsIn } from './period-rules.ts';
import { recordRows } from './stats.store.ts';

/** Bettors whose records are read at the same time. */
const AT_ONCE = 8;
/** Subjects over which all bettors are spread. */
const GROUPS = 64;
const DAY = 86_400_000;

/**
 * Compares each board with the ranking of its own rows (two reads), and the sums that boards are built from with the record of every bettor
 * in them: a query a bettor, and for each message the sums as a build reads them. The repair adds what is missing to the sums of today.
 */
export const boardUpkeep: Upkeep = {
  kind: 'board',
  subjects: async () => ({
    items: [
      ...Metric.options.flatMap((metric) => Timeframe.options.map((timeframe) => `${metric}#${timeframe}`)),
      ...Array.from({ length: GROUPS }, (_, group) => `sums#${group}`),
    ],
    cursor: null,
  }),
  audit: async (subjects, now) => {
    let totals: Promise<Totals> | undefined;
    return auditEach(subjects, async (subject) => {
      const [kind, of] = subject.split('#');
      if (kind !== 'sums') return auditBoard(subject);
      totals ??= allTotals(now);
      return (await wrongSums(Number(of), await totals, now)).flatMap(({ differences }) => differences);
    });
  },
  repair: async (subject, now) => {
    const [kind, of] = subject.split('#');
    if (kind !== 'sums') return [];
    const totals = await allTotals(now);
    const repaired: string[] = [];
    for (const { userId } of await wrongSums(Number(of), totals, now))
      if (await repairSums(userId, totals, now)) repaired.push(`board sums ${userId}`);
    return repaired;
  },
};

async function auditBoard(board: string): Promise<Difference[]> {
  const [metric, timeframe] = board.split('#') as [Metric, Timeframe];
  const pointer = await pointerOf(board);
  const rows = pointer && (await boardRows(board, pointer.version));
  if (!pointer || !rows) return [];
  const of = `board ${metric} ${timeframe}`;
  const should = ranked(
    metric,
    rows.map((row) => ({ userId: row.userId, sums: row })),
  );
  return [
    ...differencesOf(of, { size: rows.length, eligible: should.length }, { size: pointer.size, eligible: pointer.size }),
    ...rows.flatMap((row, i) =>
      differencesOf(`${of} rank ${i + 1}`, row, {
        rank: i + 1,
        userId: should[i]?.userId,
        score: formatBoardScore(boardScore(metric, row)),
      }),
    ),
  ];
}

async function allTotals(now: Date): Promise<Totals> {
  const [state, open] = await Promise.all([boardState(), countedOn([dayOf(now)])]);
  return (await boardTotals({ open, closedThrough: state?.closedThrough, whole: true }, now)).totals;
}

interface WrongSums {
  readonly userId: string;
  readonly differences: readonly Difference[];
}

/** The bettors of a group whose sums are not those of their record, in some timeframe. */
async function wrongSums(group: number, totals: Totals, now: Date): Promise<WrongSums[]> {
  const userIds = new Set([...totals.values()].flatMap((sums) => [...sums.keys()]));
  const members = [...userIds].filter((userId) => shardOf(userId, GROUPS) === group);
  const found = await mapConcurrently(members, AT_ONCE, async (userId): Promise<WrongSums> => {
    const record = await recordSums(userId);
    const differences = [...totals].flatMap(([timeframe, sums]) =>
      differencesOf(`board sums ${userId} ${timeframe}`, sums.get(userId) ?? NO_SUMS, {
        ...sumOf(record, periodsIn(timeframe, now)),
      }),
    );
    return { userId, differences };
  });
  return found.filter(({ differences }) => differences.length > 0);
}

/** The part of a bettor's record that counts on boards, by period. */
const recordSums = async (userId: string): Promise<ReadonlyMap<string, BoardSums>> =>
  new Map((await recordRows(userId)).map((row) => [row.period, boardSumsOf(row)]));

const sumOf = (sums: ReadonlyMap<string, BoardSums>, periods: readonly string[]): BoardSums =>
  periods.map((period) => sums.get(period) ?? NO_SUMS).reduce(addSums, NO_SUMS);

/** Text that sorts before every day of a settlement: what is missing outside of the season is added there. */
const LONG_AGO = '2000-01-01';

/**
 * Adds what is missing for each day of the longest timeframe that is added up from days, then for the season and for all time. 100 queries.
 * @returns false when nothing is missing, or something was counted meanwhile
 */
async function repairSums(userId: string, totals: Totals, now: Date): Promise<boolean> {
  const days = daysBetween(dayOf(new Date(now.getTime() - DAYS_KEPT * DAY)), dayOf(now));
  const [record, counted] = await Promise.all([
    recordSums(userId),
    mapConcurrently(days, AT_ONCE, (day) => countedOfBettor(userId, day)),
  ]);
  const bySettled = Map.groupBy(counted.flat(), ({ settledOn }) => settledOn);
  const is = new Map([...bySettled].map(([day, rows]) => [day, rows.reduce<BoardSums>(addSums, NO_SUMS)]));
  const missing = new Map(
    periodsIn('90d', now).map((day) => [day, missingIn(is.get(day) ?? NO_SUMS, record.get(day) ?? NO_SUMS)]),
  );
  const season = dayOf(now).slice(0, 4);
  const left = (timeframe: 'season' | 'all', added: readonly BoardSums[]): BoardSums =>
    missingIn(
      [totals.get(timeframe)?.get(userId) ?? NO_SUMS, ...added].reduce(addSums),
      record.get(timeframe === 'all' ? 'all' : season) ?? NO_SUMS,
    );
  const ofSeason = [...missing].flatMap(([day, sums]) => (day.startsWith(season) ? [sums] : []));
  const firstDay = `${season}-01-01`;
  if (!missing.has(firstDay)) missing.set(firstDay, left('season', ofSeason));
  missing.set(LONG_AGO, left('all', [...missing.values()]));
  const today = new Map(counted.at(-1)?.map((row) => [row.settledOn, row]) ?? []);
  const parts = [...missing].flatMap(([settledOn, sums]) =>
    isEmpty(sums)
      ? []
      : [[settledOn, correctBoardsPart({ userId, settledOn, ...sums }, today.get(settledOn) ?? NO_SUMS, now)] as const],
  );
  return parts.length > 0 && (await transact(Object.fromEntries(parts))).size === 0;
}
