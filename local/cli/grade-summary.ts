import { formatMicro, parseMicro } from '#core/odds';
import type { GradeError, GradeReply, GradeSummary } from '#schemas/grade';
import { covered, markOf, roi, winRatePercent } from '../../core/stats/stats-rules.ts';

/** Counts and sums of the replies so far. Sums are exact integers of millionths. */
export interface Tally {
  lines: number;
  errors: number;
  wins: number;
  losses: number;
  pushes: number;
  voids: number;
  open: number;
  ungradeable: number;
  turnover: bigint;
  profit: bigint;
  clv: bigint;
  /** The number of wins, losses and pushes that `clv` sums. */
  withClv: number;
}
export const newTally = (): Tally => ({
  lines: 0,
  errors: 0,
  wins: 0,
  losses: 0,
  pushes: 0,
  voids: 0,
  open: 0,
  ungradeable: 0,
  turnover: 0n,
  profit: 0n,
  clv: 0n,
  withClv: 0,
});

const MARKS = { W: 'wins', L: 'losses', P: 'pushes', V: 'voids' } as const;
const micro = (amount: string | null): bigint => parseMicro(amount ?? '0') ?? 0n;

/** Adds one reply to the counts. A free bet counts in no record. */
export function tally(counts: Tally, reply: GradeReply | GradeError): void {
  counts.lines += 1;
  if ('error' in reply) {
    counts.errors += 1;
    return;
  }
  const { result } = reply;
  if (result === 'open' || result === 'ungradeable') counts[result] += 1;
  else if (reply.counted) addToRecord(counts, reply);
}

function addToRecord(counts: Tally, reply: GradeReply): void {
  const profit = micro(reply.profit);
  const mark = markOf({ result: reply.result, profitMicro: Number(profit) });
  if (mark) counts[MARKS[mark]] += 1;
  const clv = mark === null || mark === 'V' ? null : (reply.clv?.raw ?? null);
  if (clv !== null) {
    counts.clv += micro(clv);
    counts.withClv += 1;
  }
  counts.turnover += micro(reply.turnover);
  counts.profit += profit;
}

/** The last line of the output with `--summary`. */
export function summaryOf(counts: Tally): GradeSummary {
  const { lines, errors, wins, losses, pushes, voids, open, ungradeable } = counts;
  return {
    summary: {
      lines,
      errors,
      wins,
      losses,
      pushes,
      voids,
      open,
      ungradeable,
      turnover: formatMicro(counts.turnover),
      profit: formatMicro(counts.profit),
      roiPercent: roi({ profitMicro: counts.profit, turnoverMicro: counts.turnover }),
      winRatePercent: winRatePercent({ wins, losses }),
      clv: covered(counts.clv, counts.withClv, wins + losses + pushes),
    },
  };
}
