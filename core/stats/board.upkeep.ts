import { auditEach, type Difference, differencesOf, type Upkeep } from '#data/upkeep';
import { mapConcurrently } from '#platform/map-concurrently';
import { Metric, Timeframe } from '#schemas/stats';
import { boardPage, pointerOf } from './board.store.ts';
import { type BoardRow, boardScore, formatBoardScore, ranked } from './board-rules.ts';
import { periodsIn } from './period-rules.ts';
import { recordIn } from './stats.store.ts';

/** Bettors of a board whose records are read at the same time. */
const AT_ONCE = 8;

/**
 * Compares each board with the ranking of its own rows, and each row with its bettor's record. Two queries a board and one of at most 90 rows
 * for each of its 100 bettors. It has no repair: every board is built anew from the records within 15 minutes.
 */
export const boardUpkeep: Upkeep = {
  kind: 'board',
  subjects: async () => ({
    items: Metric.options.flatMap((metric) => Timeframe.options.map((timeframe) => `${metric}#${timeframe}`)),
    cursor: null,
  }),
  audit: (boards, now) =>
    auditEach(boards, async (board) => {
      const [metric, timeframe] = board.split('#') as [Metric, Timeframe];
      const pointer = await pointerOf(board);
      if (!pointer) return [];
      const rows = (await boardPage(board, pointer.version, 1, pointer.size + 1)).map(({ rank, score, ...row }) => ({
        rank,
        score,
        row: { userId: row.userId, stats: { ...row, profitMicro: row.profit, turnoverMicro: row.turnover } },
      }));
      const of = `board ${metric} ${timeframe}`;
      const should = ranked(
        metric,
        rows.map(({ row }) => row),
      );
      return [
        ...differencesOf(of, { size: rows.length, eligible: should.length }, { size: pointer.size, eligible: pointer.size }),
        ...rows.flatMap(({ rank, score, row }, i) =>
          differencesOf(
            `${of} rank ${i + 1}`,
            { rank, userId: row.userId, score },
            { rank: i + 1, userId: should[i]?.userId, score: formatBoardScore(boardScore(metric, row.stats)) },
          ),
        ),
        ...(isFrom(pointer.builtAt, now)
          ? await auditRecords(
              of,
              rows.map(({ row }) => row),
              periodsIn(timeframe, now),
            )
          : []),
      ];
    }),
};

/** On another day a timeframe has other periods. */
const isFrom = (builtAt: string, now: Date): boolean => builtAt.slice(0, 10) === now.toISOString().slice(0, 10);

/** A record with another count of decided picks has changed since the board was built; with the same count the rest is the same. */
async function auditRecords(of: string, rows: readonly BoardRow[], periods: readonly string[]): Promise<Difference[]> {
  const found = await mapConcurrently(rows, AT_ONCE, async ({ userId, stats }) => {
    const { decided, wins, losses, profitMicro, turnoverMicro } = await recordIn(userId, periods, { consistent: true });
    const should = { wins, losses, profitMicro, turnoverMicro };
    return decided === stats.decided ? differencesOf(`${of} ${userId}`, stats, should) : [];
  });
  return found.flat();
}
