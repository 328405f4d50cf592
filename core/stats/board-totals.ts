import { mapConcurrently } from '#platform/map-concurrently';
import { Timeframe } from '#schemas/stats';
import { isEligible } from './board-rules.ts';
import { type CountedRow, closedSums, countedOn, DAYS_KEPT, writeClosedSums } from './board-sum.store.ts';
import { type BoardSums, type SumsByBettor, withRows } from './board-sums.ts';
import { dayOf, daysBetween, firstDayOf } from './period-rules.ts';

const DAY = 86_400_000;
/** Milliseconds after midnight from which nothing is added to the day before: longer than a reader of the stream may run. */
const SLACK = 15 * 60_000;

/** The sums of all bettors, by timeframe. */
export type Totals = ReadonlyMap<Timeframe, SumsByBettor>;

/** The sums over all that was counted through a day, once nothing is added to that day any more. */
export interface ClosedTotals {
  readonly through: string;
  readonly totals: Totals;
}

/**
 * The sums that boards rank: those of closed days, which are added up once a day, and what was counted since.
 * @param open everything that was counted today
 * @param whole true: also of bettors who cannot be ranked
 * @returns the closed sums too where they have still to be written
 */
export async function boardTotals(
  {
    open,
    closedThrough,
    whole = false,
  }: { readonly open: readonly CountedRow[]; readonly closedThrough: string | undefined; readonly whole?: boolean },
  now: Date,
): Promise<{ totals: Totals; closed: ClosedTotals | null }> {
  const through = dayOf(new Date(now.getTime() - DAY));
  const isClosed = closedThrough === through;
  const before = isClosed ? await readClosed(through, whole ? null : open) : await close(closedThrough, through, now);
  const totals = new Map(
    [...before].map(([timeframe, sums]) => [timeframe, withRows(sums, within(timeframe, open, now))] as const),
  );
  const isOver = now.getTime() - Date.parse(dayOf(now)) >= SLACK;
  return { totals, closed: isClosed || !isOver ? null : { through, totals: before } };
}

/** Writes closed sums. A repeat writes the same. */
export async function keepClosed({ through, totals }: ClosedTotals, now: Date): Promise<void> {
  for (const [timeframe, sums] of totals) await writeClosedSums(timeframe, through, { sums, isEligible }, now);
}

/**
 * @param open bettors who were not eligible may be so by what was counted since: if there is one, all of them are read; null reads all
 */
async function readClosed(through: string, open: readonly CountedRow[] | null): Promise<Totals> {
  return new Map(
    await mapConcurrently(Timeframe.options, 5, async (timeframe) => {
      const eligible = new Map(await closedSums(timeframe, through, 'eligible'));
      const isComplete = open?.every(({ userId }) => eligible.has(userId));
      const others = isComplete === true ? [] : await closedSums(timeframe, through, 'others');
      return [timeframe, new Map([...eligible, ...others])] as const;
    }),
  );
}

/** The rows whose settlement lies in a timeframe. */
const within = (timeframe: Timeframe, rows: readonly CountedRow[], now: Date): CountedRow[] => {
  const first = firstDayOf(timeframe, now);
  return rows.filter(({ settledOn }) => settledOn >= first);
};

/**
 * Adds up each timeframe through a day: all time and the season from the sums through an earlier day, the others from their own days. Each
 * day is read once.
 */
async function close(before: string | undefined, through: string, now: Date): Promise<Totals> {
  const known = before !== undefined && before < through ? before : undefined;
  const oldest = dayOf(new Date(now.getTime() - DAYS_KEPT * DAY));
  const rows = Map.groupBy(await countedRows(daysBetween(oldest, through)), ([day]) => day);
  const counted = (after: string) => [...rows].flatMap(([day, of]) => (day > after ? of.map(([, row]) => row) : []));
  return new Map(
    await mapConcurrently(Timeframe.options, 5, async (timeframe) => {
      const goesOn = known !== undefined && (timeframe === 'all' || (timeframe === 'season' && isSameYear(known, now)));
      const start = goesOn ? await wholeClosed(timeframe, known) : new Map<string, BoardSums>();
      return [timeframe, withRows(start, within(timeframe, counted(goesOn ? known : ''), now))] as const;
    }),
  );
}

const isSameYear = (day: string, now: Date): boolean => day.slice(0, 4) === dayOf(now).slice(0, 4);

const wholeClosed = async (timeframe: Timeframe, through: string): Promise<SumsByBettor> =>
  new Map((await Promise.all([closedSums(timeframe, through, 'eligible'), closedSums(timeframe, through, 'others')])).flat());

const countedRows = async (days: readonly string[]): Promise<(readonly [string, CountedRow])[]> =>
  (await mapConcurrently(days, 8, async (day) => (await countedOn([day])).map((row) => [day, row] as const))).flat();
