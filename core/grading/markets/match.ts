import type { Reading } from '../leg.ts';
import { HALF_FACE, LOSS, type Outcome, PUSH, voided, WIN } from '../outcome.ts';
import { type Score, scoreFor } from '../score-rules.ts';
import { byDistance } from './against-line.ts';
import { type MarketRule, onFacts, onScore, type Settled } from './market.ts';

const SIDES = ['home', 'away'] as const;
/** Sports whose winner is not read from the score: it is a fact of its own (a decision, a retirement). */
const NAMED_WINNER: ReadonlySet<string> = new Set(['mma', 'boxing']);

const winIf = (won: boolean): Outcome => (won ? WIN : LOSS);
const leader = ({ home, away }: Score): 'home' | 'away' | 'draw' => {
  if (home === away) return 'draw';
  return home > away ? 'home' : 'away';
};

type Winner = 'home' | 'away' | 'draw' | 'no_contest';
/** Who won. A retirement or an award names its winner; elsewhere the score does. */
function winnerOf(reading: Reading): Winner | string {
  const { leg, event, facts, period } = reading;
  const named = NAMED_WINNER.has(leg.sport) || (period === 'game' && (event.state === 'retired' || event.state === 'forfeit'));
  if (named) return facts.winner ?? 'NO_WINNER';
  const score = scoreFor(reading);
  return typeof score === 'string' ? score : leader(score);
}

/** A draw of a two-way market: the stake back, half of it at the price, or lost where the book also quoted the draw. */
function twoWayDraw({ leg, policy }: Reading): Outcome {
  if (leg.drawPrice === true) return LOSS;
  return policy.moneylineDraw === 'half_face' ? HALF_FACE : PUSH;
}

/** A market on who won: `drawn` says what a draw does. */
const onWinner = (
  selections: readonly string[],
  covers: (selection: string, winner: string) => boolean,
  drawn: (r: Reading) => Outcome | null,
): MarketRule =>
  onFacts(selections, null, (reading): Settled => {
    const winner = winnerOf(reading);
    if (winner === 'no_contest') return voided('NO_CONTEST');
    if (winner !== 'home' && winner !== 'away' && winner !== 'draw') return winner;
    const draw = winner === 'draw' ? drawn(reading) : null;
    return draw ?? winIf(covers(reading.leg.selection, winner));
  });

const margin = ({ home, away }: Score, selection: string): number => (selection === 'home' ? home - away : away - home);

export const MATCH_MARKETS = {
  moneyline: onWinner(SIDES, (selection, winner) => selection === winner, twoWayDraw),
  three_way: onWinner(
    ['home', 'draw', 'away'],
    (selection, winner) => selection === winner,
    () => null,
  ),
  draw_no_bet: onWinner(
    SIDES,
    (selection, winner) => selection === winner,
    () => PUSH,
  ),
  double_chance: onWinner(
    ['home_draw', 'home_away', 'draw_away'],
    (selection, winner) => selection.split('_').includes(winner),
    () => null,
  ),
  spread: onScore(SIDES, 'quarter', (score, { leg, line }) => byDistance(margin(score, leg.selection) * 4 + line)),
  // The line is the home side's, whatever was picked.
  three_way_handicap: onScore(['home', 'draw', 'away'], 'whole', ({ home, away }, { leg, line }) =>
    winIf(leg.selection === leader({ home: home * 4 + line, away: away * 4 })),
  ),
  both_teams_to_score: onScore(
    ['yes', 'no'],
    null,
    ({ home, away }, { leg }) => winIf((home > 0 && away > 0) === (leg.selection === 'yes')),
    ({ home, away }) => home > 0 && away > 0,
  ),
  odd_even: onScore(['odd', 'even'], null, ({ home, away }, { leg }) =>
    winIf(((home + away) % 2 === 1) === (leg.selection === 'odd')),
  ),
  correct_score: onScore(
    /^\d{1,3}-\d{1,3}$/,
    null,
    ({ home, away }, { leg }) => winIf(`${home}-${away}` === leg.selection),
    ({ home, away }, { leg }) => {
      const [pickedHome, pickedAway] = leg.selection.split('-').map(Number) as [number, number];
      return home > pickedHome || away > pickedAway;
    },
  ),
} as const satisfies Record<string, MarketRule>;
