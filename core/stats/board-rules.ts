import { add, type Fraction, formatScaled, fraction, integerRoot, multiply, roundHalfEven } from '#core/odds';
import type { BoardSums } from './board-sums.ts';

export type BoardOrder = 'roi' | 'winrate';
export interface BoardRow {
  readonly userId: string;
  readonly sums: BoardSums;
}

/** The fewest decided picks in a timeframe with which a record is ranked, each the bettor's first on its event. */
export const MINIMUM_DECIDED = 10;
/** Of the decided picks whose prices could be compared, the share that may be above what books quoted: a fifth. */
const MOST_ABOVE = 5;

/** Picks that count, on ten events, and few at prices that nobody quoted. Picks that could not be compared harm nobody. */
export const isEligible = ({ decided, events, above }: Pick<BoardSums, 'decided' | 'events' | 'above'>): boolean =>
  events >= MINIMUM_DECIDED && MOST_ABOVE * above <= decided + above;

/** Thirty picks at -5 % are added to everyone's own, so that ten lucky picks do not outrank two hundred good ones. */
const PRIOR_PICKS = 30;
const PRIOR_ROI = fraction(-5, 100);

/** n/(n + 30)·roi + 30/(n + 30)·(-5 %), exactly, as a share of one. */
export function shrunk(decided: number, ownRoi: Fraction): Fraction {
  const all = decided + PRIOR_PICKS;
  return add(multiply(fraction(decided, all), ownRoi), multiply(fraction(PRIOR_PICKS, all), PRIOR_ROI));
}
function shrunkShare({ decided, profit, turnover }: BoardSums): Fraction {
  return shrunk(decided, turnover === 0 ? fraction(0) : fraction(profit, turnover));
}
const SCORE_PLACES = 12;
const SCALE = 10n ** BigInt(SCORE_PLACES);
/** z of a two-sided 95 % interval, in millionths. */
const Z = 1_959_964n;
const MILLION = 1_000_000n;

/**
 * Wilson's lower bound of wins in wins + losses, as an integer of 10^-12, rounded down:
 * (2w + z² - z·sqrt(z² + 4w·l/n)) / (2(n + z²)), all of it in integers. Zero without picks.
 */
export function wilsonScore(wins: number, losses: number): bigint {
  const [w, l] = [BigInt(wins), BigInt(losses)];
  const n = w + l;
  if (n === 0n) return 0n;
  // In units of 10^-12: z² has them from z in millionths. The root has twelve places too.
  const z2 = Z * Z;
  const inside = ((z2 * n + 4n * w * l * SCALE) * SCALE * SCALE) / (n * SCALE);
  const root = integerRoot(inside);
  const above = (2n * w * SCALE + z2) * SCALE - (Z * root * SCALE) / MILLION;
  return above / (2n * (n * SCALE + z2));
}
const SCORES: Readonly<Record<BoardOrder, (sums: BoardSums) => bigint>> = {
  roi: (sums) => roundHalfEven(shrunkShare(sums), SCALE),
  winrate: ({ wins, losses }) => wilsonScore(wins, losses),
};
/** The score that a board ranks by, as an integer of 10^-12; higher is better. */
export const boardScore = (order: BoardOrder, sums: BoardSums): bigint => SCORES[order](sums);
export const formatBoardScore = (score: bigint): string => formatScaled(score, SCORE_PLACES);

/** Best first; ties by more decided picks, then by user id. */
export const byBoard =
  (order: BoardOrder) =>
  (a: BoardRow, b: BoardRow): number => {
    const [scoreA, scoreB] = [boardScore(order, a.sums), boardScore(order, b.sums)];
    if (scoreA !== scoreB) return scoreA > scoreB ? -1 : 1;
    if (a.sums.decided !== b.sums.decided) return b.sums.decided - a.sums.decided;
    if (a.userId === b.userId) return 0;
    return a.userId < b.userId ? -1 : 1;
  };

/** The eligible of these rows in the order of a board. */
export function ranked(order: BoardOrder, rows: readonly BoardRow[]): BoardRow[] {
  const scored = rows.filter(({ sums }) => isEligible(sums));
  return scored.sort(byBoard(order));
}
