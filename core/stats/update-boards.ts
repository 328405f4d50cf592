import type { System } from '#actor';
import { cardsOf, type UserCard } from '#core/users';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { Metric, Timeframe } from '#schemas/stats';
import { pointTo, writeBoard } from './board.store.ts';
import { type BoardRow, boardScore, formatBoardScore, ranked } from './board-rules.ts';
import { periodsIn } from './period-rules.ts';
import { recordsOf } from './stats.store.ts';
import { addStats, NO_STATS, type Stats } from './stats-rules.ts';

const SIZE = 100;
/** Queries at the same time: ninety days must not open ninety sockets. */
const AT_ONCE = 8;
/** Seconds for which old versions stay, so that a reader in the middle of one can finish: a day. */
const LIFE = 86_400;

/**
 * Builds every board beside the old one and swaps it by one pointer, so that a reader never sees an empty or a mixed board. Two runs at
 * once build two versions, and the later one stays. Cost: per period one Query a shard; 100 writes and one more for each of 10 boards.
 */
export async function updateBoards(_: System, now: Date): Promise<{ boards: number; rows: number; bettors: number }> {
  const periods = [...new Set(Timeframe.options.flatMap((timeframe) => periodsIn(timeframe, now)))];
  const records = new Map(await mapConcurrently(periods, AT_ONCE, async (period) => [period, await recordsOf(period)] as const));
  let rows = 0;
  for (const timeframe of Timeframe.options) {
    const sums = sum(periodsIn(timeframe, now).flatMap((period) => records.get(period) ?? []));
    for (const metric of Metric.options) rows += await build(`${metric}#${timeframe}`, metric, sums, now);
  }
  return { boards: Timeframe.options.length * Metric.options.length, rows, bettors: records.get('all')?.length ?? 0 };
}

async function build(board: string, metric: Metric, sums: readonly BoardRow[], now: Date): Promise<number> {
  const top = await rowsOf(metric, sums, now);
  const version = newId(now);
  const expiresAt = epoch(now) + LIFE;
  await writeBoard(top.map((row) => ({ board, version, ...row, expiresAt })));
  await pointTo({ board, version, builtAt: now.toISOString(), size: top.length });
  return top.length;
}

async function rowsOf(metric: Metric, sums: readonly BoardRow[], now: Date) {
  return (await shown(ranked(metric, sums), now)).map(({ row: { userId, stats }, card: { handle, displayName } }, i) => {
    const { wins, losses, pushes, decided, turnoverMicro, profitMicro } = stats;
    const score = formatBoardScore(boardScore(metric, stats));
    return {
      rank: i + 1,
      userId,
      handle,
      displayName,
      score,
      wins,
      losses,
      pushes,
      decided,
      turnover: turnoverMicro,
      profit: profitMicro,
    };
  });
}

type Full = BoardRow & { stats: Stats };

/** The best hundred without banned users and users who are gone. */
async function shown(rows: readonly BoardRow[], now: Date): Promise<{ row: Full; card: UserCard }[]> {
  const top: { row: Full; card: UserCard }[] = [];
  for (let from = 0; from < rows.length && top.length < SIZE; from += SIZE) {
    const chunk = rows.slice(from, from + SIZE) as Full[];
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

function sum(records: readonly { userId: string; stats: Stats }[]): BoardRow[] {
  const sums = new Map<string, Stats>();
  for (const { userId, stats } of records) sums.set(userId, addStats(sums.get(userId) ?? NO_STATS, stats));
  return [...sums].map(([userId, stats]) => ({ userId, stats }));
}
