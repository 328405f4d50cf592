import { HALF, minus, ONE, plus, type Ratio, ratio, times, ZERO } from './ratio.ts';

/** The result of a leg, and the parts of its stake that are won, returned and lost; null for one that is not decided. */
export interface Verdict {
  readonly result: string;
  readonly parts: readonly [won: Ratio, returned: Ratio, lost: Ratio] | null;
  /** The reason, where the rules name one. */
  readonly reason?: string;
}

const parted = (result: string, won: Ratio, returned: Ratio): Verdict => ({
  result,
  parts: [won, returned, minus(ONE, plus(won, returned))],
});
export const WIN = parted('win', ONE, ZERO);
export const LOSS = parted('loss', ZERO, ZERO);
export const PUSH = parted('push', ZERO, ONE);
export const HALF_FACE = parted('half_face', HALF, ZERO);
export const voided = (reason: string): Verdict => ({ ...parted('void', ZERO, ONE), reason });
export const unreadable = (reason?: string): Verdict => ({ result: 'ungradeable', parts: null, ...(reason && { reason }) });
export const OPEN: Verdict = { result: 'open', parts: null };
export const happened = (won: boolean): Verdict => (won ? WIN : LOSS);
/** `tied` competitors share `places` paid places. */
export const shared = (tied: number, places: number): Verdict =>
  places >= tied ? WIN : parted('dead_heat', ratio(places, tied), ZERO);

/** Half of the stake on either line beside a quarter line. `gap` is the distance from the line in quarters of a point. */
export function byGap(gap: number): Verdict {
  const whole = (distance: number): Verdict => (distance === 0 ? PUSH : happened(distance > 0));
  if (gap % 2 === 0) return whole(gap);
  const [a, b] = [whole(gap - 1), whole(gap + 1)];
  const mean = (i: 0 | 1): Ratio => times(HALF, plus(a.parts?.[i] ?? ZERO, b.parts?.[i] ?? ZERO));
  const result = a.result === b.result ? a.result : a.result === 'push' ? 'half_win' : 'half_loss';
  return parted(result, mean(0), mean(1));
}

/** A score, home first. */
export type Pair = readonly [home: number, away: number];
export const both = (pairs: readonly Pair[]): Pair => [
  pairs.reduce((sum, [home]) => sum + home, 0),
  pairs.reduce((sum, [, away]) => sum + away, 0),
];

/** A bet on a score. The line is in quarters of a point. */
export interface ScoreBet {
  readonly market: string;
  readonly selection: string;
  readonly line?: number;
}

const winnerOf = ([home, away]: Pair): string => (home === away ? 'draw' : home > away ? 'home' : 'away');

/** Settles a bet on the score of its scope. */
export function onScore({ market, selection, line = 0 }: ScoreBet, score: Pair): Verdict {
  const [home, away] = score;
  const own = selection.startsWith('home') ? home : away;
  const isOver = selection.endsWith('over');
  switch (market) {
    case 'moneyline':
    case 'draw_no_bet':
      return home === away ? PUSH : happened(winnerOf(score) === selection);
    case 'three_way':
      return happened(winnerOf(score) === selection);
    case 'double_chance':
      return happened(selection.includes(winnerOf(score)));
    case 'three_way_handicap':
      return happened(winnerOf([4 * home + line, 4 * away]) === selection);
    case 'spread':
      return byGap(4 * (selection === 'home' ? home - away : away - home) + line);
    case 'total':
      return byGap((isOver ? 1 : -1) * (4 * (home + away) - line));
    case 'team_total':
      return byGap((isOver ? 1 : -1) * (4 * own - line));
    case 'both_teams_to_score':
      return happened((selection === 'yes') === (home > 0 && away > 0));
    case 'odd_even':
      return happened((selection === 'odd') === ((home + away) % 2 !== 0));
    case 'correct_score':
      return happened(selection.split('-').map(Number).join('-') === `${home}-${away}`);
    default:
      throw new Error(`no rule for ${market}`);
  }
}

const THREE = ['home', 'draw', 'away'];
/** Bets around a score: every selection, and lines from `reach` quarters below the result to as many above it. */
export function betsAround(score: Pair, reach: number): ScoreBet[] {
  const [home, away] = score;
  const lines = (middle: number, least = Number.NEGATIVE_INFINITY) =>
    Array.from({ length: 2 * reach + 1 }, (_, i) => 4 * middle + i - reach).filter((line) => line >= least);
  const each = (market: string, selections: readonly string[]): ScoreBet[] =>
    selections.map((selection) => ({ market, selection }));
  const lined = (market: string, selection: string, all: readonly number[]): ScoreBet[] =>
    all.map((line) => ({ market, selection, line }));
  return [
    ...each('moneyline', ['home', 'away']),
    ...each('draw_no_bet', ['home', 'away']),
    ...each('three_way', THREE),
    ...each('double_chance', ['home_draw', 'home_away', 'draw_away']),
    ...each('both_teams_to_score', ['yes', 'no']),
    ...each('odd_even', ['odd', 'even']),
    ...each('correct_score', [`${home}-${away}`, `0${home}-${away}`, `${home + 1}-${away}`, `${away}-${home}`]),
    ...[-4, 0, 4].flatMap((more) =>
      THREE.flatMap((selection) => lined('three_way_handicap', selection, [4 * (away - home) + more])),
    ),
    ...lined('spread', 'home', lines(away - home)),
    ...lined('spread', 'away', lines(home - away)),
    ...['over', 'under'].flatMap((selection) => lined('total', selection, lines(home + away, 1))),
    ...['home_over', 'home_under'].flatMap((selection) =>
      lined(
        'team_total',
        selection,
        lines(home, 1).filter((_, i) => i % 2 === 0),
      ),
    ),
    ...['away_over', 'away_under'].flatMap((selection) =>
      lined(
        'team_total',
        selection,
        lines(away, 1).filter((_, i) => i % 2 === 1),
      ),
    ),
  ];
}

/** `-0.75`, `2`, `+3.5`: quarters as a line is written. */
export function lineText(quarters: number, isSigned: boolean): string {
  const size = Math.abs(quarters) / 4;
  return `${quarters < 0 ? '-' : isSigned && quarters > 0 ? '+' : ''}${size}`;
}
