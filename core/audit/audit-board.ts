import { boardAsBuilt, rankedIn } from '#core/stats';
import { Metric, Timeframe } from '#schemas/stats';
import { type Difference, differences } from './difference.ts';

/**
 * Every board against a ranking of today's records. A board that was built before the newest outcome was counted may rightly differ until
 * its next turn, so only one that is newer is held to them.
 * @param newestOutcome when the newest outcome was written
 */
export async function auditBoards(newestOutcome: string, now: Date): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const timeframe of Timeframe.options) {
    for (const metric of Metric.options) {
      const board = await boardAsBuilt(metric, timeframe);
      if (!board) continue;
      const of = `board ${metric} ${timeframe}`;
      found.push(
        ...differences(
          of,
          { size: board.rows.length, ranks: board.rows.every(({ rank }, i) => rank === i + 1) },
          { size: board.size, ranks: true },
        ),
      );
      if (
        board.builtAt.slice(0, 10) !== now.toISOString().slice(0, 10) ||
        Date.parse(board.builtAt) < Date.parse(newestOutcome) + SETTLING
      )
        continue;
      const should = await rankedIn(metric, timeframe, now);
      found.push(
        ...differences(of, { size: board.size }, { size: should.length }),
        ...should.flatMap(({ userId, score, decided, profit }, i) =>
          differences(`${of} rank ${i + 1}`, { ...board.rows[i] }, { userId, score, decided, profit }),
        ),
      );
    }
  }
  return found;
}

/** From an outcome to its count in the records, in the worst case that is still in order; in milliseconds. */
const SETTLING = 120_000;
