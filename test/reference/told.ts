import type { Odds } from './facts.ts';
import { isOnRegulation, scoreOf, type TeamGame } from './team-games.ts';
import { happened, LOSS, lineText, onScore, type Pair, type ScoreBet, unreadable, type Verdict, voided } from './verdict.ts';

/** A leg as the grade command takes it, and the verdict of the reference on it. */
export interface JudgedLeg {
  readonly leg: Readonly<Record<string, unknown>> & { readonly odds: Odds };
  readonly verdict: Verdict;
  readonly policy?: Readonly<Record<string, string>>;
}

/** An event as the grade command takes it. */
export type Told = Readonly<Record<string, unknown>>;
export const asScore = ([home, away]: Pair) => ({ home, away });
export const inPeriod = (period: string, [home, away]: Pair) => ({ period, home, away });

/** The periods of a game as a provider lists them. */
export const listed = ({ league, parts, overtime, shootout }: TeamGame, extra = 'OT') => [
  ...parts.map((score, i) => inPeriod(league.parts[i] as string, score)),
  ...(overtime && parts.length > 0 ? [inPeriod(extra, overtime)] : []),
  ...(shootout ? [inPeriod('SO', shootout)] : []),
];
export const baseballFacts = ({ innings, scheduled, league }: TeamGame) =>
  league.minutes === null ? { facts: { ...(innings !== null && { innings }), scheduledInnings: scheduled } } : {};
/** All that the source has of a game. */
export const whole = (game: TeamGame): Told => ({
  id: game.id,
  state: 'final',
  score: asScore(game.score),
  ...(game.parts.length > 0 && { periods: listed(game) }),
  extraTime: game.overtime !== null,
  ...baseballFacts(game),
});

export const isTotal = (market: string): boolean => market === 'total' || market === 'team_total';
export const isOnWinner = (market: string): boolean => market === 'moneyline' || market === 'draw_no_bet';
export const isOnSides = (market: string): boolean =>
  isOnWinner(market) || market.startsWith('three_way') || market === 'double_chance' || market === 'spread';

/** The verdict that nothing still to be played could change; null where something could. */
export function fixed(bet: ScoreBet, [home, away]: Pair): Verdict | null {
  if (isTotal(bet.market)) {
    const [now, ever] = [onScore(bet, [home, away]), onScore(bet, [home + 1_000, away + 1_000])];
    return now.result === ever.result ? now : null;
  }
  if (bet.market === 'both_teams_to_score') return home > 0 && away > 0 ? happened(bet.selection === 'yes') : null;
  const [pickedHome = 0, pickedAway = 0] = bet.selection.split('-').map(Number);
  return bet.market === 'correct_score' && (home > pickedHome || away > pickedAway) ? LOSS : null;
}
/** A market that was not played to its end: as decided so far, else void. Totals in baseball are void even then. */
export function cutShort(game: TeamGame, bet: ScoreBet, score: Pair): Verdict {
  const stands = !(game.league.sport === 'baseball' && isTotal(bet.market));
  return (stands ? fixed(bet, score) : null) ?? voided('ABANDONED');
}

export const legOf = (game: TeamGame, bet: ScoreBet, period: string, event: Told, odds: Odds, verdict: Verdict): JudgedLeg => ({
  leg: {
    sport: game.league.sport,
    market: bet.market,
    ...(period !== 'game' && { period }),
    selection: bet.selection,
    ...(bet.line !== undefined && { line: lineText(bet.line, bet.market !== 'total' && bet.market !== 'team_total') }),
    odds,
    event,
  },
  verdict,
});
export const readable = ({ market, selection }: ScoreBet): boolean =>
  market !== 'correct_score' || /^\d{1,3}-\d{1,3}$/.test(selection);

/** A game that was called before all its innings has a winner, and no more than that. */
export const isShort = ({ league, innings, scheduled }: TeamGame): boolean =>
  league.sport === 'baseball' && innings !== null && innings < scheduled;

/** The verdict on a finished game, all facts known. */
export function finished(game: TeamGame, bet: ScoreBet, period: string): Verdict {
  // The NFL's source does not have the score of regulation time where overtime was played.
  if (game.overtime !== null && game.parts.length === 0 && (period !== 'game' || isOnRegulation(bet.market)))
    return unreadable('PERIODS_NEEDED');
  const score = scoreOf(game, bet.market, period);
  if (!score) return period === 'OT' ? voided('NOT_PLAYED') : voided('ABANDONED');
  return isShort(game) && period === 'game' && !isOnWinner(bet.market) ? cutShort(game, bet, score) : onScore(bet, score);
}
