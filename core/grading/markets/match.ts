import type { Market } from '#schemas/markets';
import { disagrees } from '../agreement-rules.ts';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { HALF_FACE, type LegOutcome, LOSS, PUSH, voided } from '../outcome.ts';
import { leader, margin } from '../period-rules.ts';
import { scoreFor } from '../score-rules.ts';
import { byDistance } from './against-line.ts';
import { onFacts, onScore, winIf } from './market.ts';

/** In these sports the winner is stated, not read from the score. */
const NAMED_WINNER: ReadonlySet<string> = new Set(['mma', 'boxing']);

type Winner = 'home' | 'away' | 'draw' | 'no_contest';
/** The winner: stated for a retirement and an award, else read from the score. */
function winnerOf(reading: Reading): Winner | string {
  const { leg, event, facts, period, sport } = reading;
  const named = NAMED_WINNER.has(leg.sport) || (period === 'game' && (event.state === 'retired' || event.state === 'forfeit'));
  if (named) return disagrees(sport, event) ? 'SCORES_DISAGREE' : (facts.winner ?? 'NO_WINNER');
  const score = scoreFor(reading);
  return typeof score === 'string' ? score : leader(score);
}

/** A two-way market's draw returns the stake, pays half of it at the price, or loses where the book also quoted the draw. */
function twoWayDraw({ leg, policy }: Reading): LegOutcome {
  if (leg.drawPrice === true) return LOSS;
  return policy.moneylineDraw === 'half_face' ? HALF_FACE : PUSH;
}

/** A rule on the winner. `drawn` is the outcome of a draw; null leaves it to `covers`. */
const onWinner = (covers: (selection: string, winner: string) => boolean, drawn: (r: Reading) => LegOutcome | null): MarketRule =>
  onFacts((reading): RuleResult => {
    const winner = winnerOf(reading);
    if (winner === 'no_contest') return voided('NO_CONTEST');
    if (winner !== 'home' && winner !== 'away' && winner !== 'draw') return winner;
    const draw = winner === 'draw' ? drawn(reading) : null;
    return draw ?? winIf(covers(reading.leg.selection, winner));
  });

const named = (selection: string, winner: string): boolean => selection === winner;
const lostUnlessPicked = (): null => null;

export const MATCH_MARKETS = {
  moneyline: { ...onWinner(named, twoWayDraw), official: 'award', tennis: 'sets' },
  three_way: { ...onWinner(named, lostUnlessPicked), official: 'sides', tennis: 'sets' },
  draw_no_bet: { ...onWinner(named, () => PUSH), official: 'winner', tennis: 'sets' },
  double_chance: {
    ...onWinner((selection, winner) => selection.split('_').includes(winner), lostUnlessPicked),
    official: 'sides',
    tennis: 'sets',
    exclusive: 'none',
  },
  spread: {
    ...onScore((score, { leg, line }) => byDistance(margin(score, leg.selection) * 4 + line)),
    official: 'sides',
  },
  three_way_handicap: {
    ...onScore(({ home, away }, { leg, line }) => winIf(leg.selection === leader({ home: home * 4 + line, away: away * 4 }))),
    official: 'sides',
  },
  both_teams_to_score: onScore(
    ({ home, away }, { leg }) => winIf((home > 0 && away > 0) === (leg.selection === 'yes')),
    ({ home, away }) => home > 0 && away > 0,
  ),
  odd_even: onScore(({ home, away }, { leg }) => winIf(((home + away) % 2 === 1) === (leg.selection === 'odd'))),
  half_time_full_time: onFacts((reading) => {
    const [half, full] = ['H1', 'game'].map((period) => scoreFor({ ...reading, period }));
    if (typeof half !== 'object') return half ?? 'NO_SCORE';
    if (typeof full !== 'object') return full ?? 'NO_SCORE';
    return winIf(`${leader(half)}_${leader(full)}` === reading.leg.selection);
  }),
  correct_score: {
    ...onScore(
      ({ home, away }, { leg }) => winIf(`${home}-${away}` === leg.selection),
      ({ home, away }, { leg }) => {
        const [pickedHome, pickedAway] = leg.selection.split('-').map(Number) as [number, number];
        return home > pickedHome || away > pickedAway;
      },
    ),
    tennis: 'sets',
  },
} as const satisfies Partial<Record<Market, MarketRule>>;
