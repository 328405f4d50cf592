import type { System } from '#actor';
import { cardsOf, type UserCard } from '#core/users';
import { digest } from '#platform/canonical';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { Metric, Timeframe } from '#schemas/stats';
import { type BoardItem, pointTo, writeBoard } from './board.store.ts';
import { type BoardRow, boardScore, formatBoardScore, ranked } from './board-rules.ts';
import { boardState, countedOn, keepBoardState } from './board-sum.store.ts';
import type { SumsByBettor } from './board-sums.ts';
import { boardTotals, keepClosed } from './board-totals.ts';
import { dayOf } from './period-rules.ts';

const SIZE = 100;
const DAY = 86_400_000;
/** Seconds for which old versions stay, so that a reader in the middle of one can finish: a day. */
const LIFE = 86_400;

/** Counts of one build; all of them zero where nothing had changed since the last one. */
type Built = Readonly<Record<'boards' | 'rows' | 'bettors', number>>;

/**
 * Builds every board beside the old one and swaps it by one pointer, so that a reader never sees an empty or a mixed board. Nothing is built
 * while the day, the counts of the day and the names and bans are those of the last build. Two runs at once build two versions, and the
 * later one stays. The state is written last, so that a run that dies is made up for by the next one.
 * Cost: a read and 2 queries of what was counted today. A build adds 0.5 RRU for some 100 bettors and timeframe and for each card, and 20
 * writes, of some 90 WRU in all; the first build of a day adds up the days before it.
 */
export async function updateBoards(_: System, now: Date): Promise<Built> {
  const builtAt = now.toISOString();
  const [state, open] = await Promise.all([boardState(), countedOn([dayOf(now)])]);
  const counted = digest(open.toSorted((a, b) => (`${a.userId} ${a.settledOn}` < `${b.userId} ${b.settledOn}` ? -1 : 1)));
  const { builtAt: lastBuilt = '', peopleChangedAt = '' } = state ?? {};
  const isCurrent = lastBuilt.slice(0, 10) === dayOf(now) && state?.counted === counted && peopleChangedAt < lastBuilt;
  if (isCurrent && state?.closedThrough !== undefined && !isStale(state.closedThrough, now)) return NOTHING;

  const { totals, closed } = await boardTotals({ open, closedThrough: state?.closedThrough }, now);
  if (closed) await keepClosed(closed, now);
  let rows = 0;
  for (const timeframe of Timeframe.options) {
    for (const metric of Metric.options)
      rows += await build(`${metric}#${timeframe}`, metric, totals.get(timeframe) ?? NOBODY, now);
  }
  await keepBoardState({ builtAt, counted, ...(closed && { closedThrough: closed.through }) });
  return { boards: Timeframe.options.length * Metric.options.length, rows, bettors: totals.get('all')?.size ?? 0 };
}

const NOTHING: Built = { boards: 0, rows: 0, bettors: 0 };
const NOBODY: SumsByBettor = new Map();
/** True while the closed sums end before yesterday, so that they have still to be written. */
const isStale = (closedThrough: string, now: Date): boolean => closedThrough < dayOf(new Date(now.getTime() - DAY));

async function build(board: string, metric: Metric, sums: SumsByBettor, now: Date): Promise<number> {
  const rows = [...sums].map(([userId, of]) => ({ userId, sums: of }));
  const top = await rowsOf(metric, rows, now);
  const version = newId(now);
  await writeBoard({ board, version, expiresAt: epoch(now) + LIFE }, top);
  await pointTo({ board, version, builtAt: now.toISOString(), size: top.length });
  return top.length;
}

const rowsOf = async (metric: Metric, rows: readonly BoardRow[], now: Date): Promise<BoardItem[]> =>
  (await shown(ranked(metric, rows), now)).map(({ row: { userId, sums }, card: { handle, displayName, avatarId } }, i) => ({
    rank: i + 1,
    userId,
    handle,
    displayName,
    avatarId,
    score: formatBoardScore(boardScore(metric, sums)),
    ...sums,
  }));

/** The best hundred without banned users and users who are gone. */
async function shown(rows: readonly BoardRow[], now: Date): Promise<{ row: BoardRow; card: UserCard }[]> {
  const top: { row: BoardRow; card: UserCard }[] = [];
  for (let from = 0; from < rows.length && top.length < SIZE; from += SIZE) {
    const chunk = rows.slice(from, from + SIZE);
    const cards = await cardsOf(
      chunk.map(({ userId }) => userId as UserId),
      now,
    );
    for (const row of chunk) {
      const card = cards.get(row.userId as UserId);
      if (card && !card.banned && top.length < SIZE) top.push({ row, card });
    }
  }
  return top;
}
