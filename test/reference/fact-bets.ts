import { usualOdds } from './facts.ts';
import type { TeamGame } from './team-games.ts';
import { type JudgedLeg, type Told, whole } from './told.ts';
import {
  betsAround,
  both,
  HALF_FACE,
  happened,
  lineText,
  onScore,
  type Pair,
  unreadable,
  type Verdict,
  voided,
} from './verdict.ts';

const leads = ([home, away]: Pair): string => (home === away ? 'draw' : home > away ? 'home' : 'away');

/** Bets on facts beside the score: who scored first, who was first to a mark, who led when, who went through, corners. */
export function* onFacts(game: TeamGame): Generator<JudgedLeg> {
  const { goals, corners } = game;
  const event = (facts: object): Told => ({ ...whole(game), facts });
  const firstTo = (mark: number): string => {
    const reached = goals.find(([home, away]) => home === mark || away === mark);
    return reached ? (reached[0] === mark && goals.find(([home]) => home === mark) === reached ? 'home' : 'away') : 'none';
  };
  const base = { sport: 'soccer', odds: usualOdds(goals.length) };
  if (goals.length > 0) {
    const races = Object.fromEntries([1, 2, 3, 4].map((mark) => [`${mark}`, firstTo(mark)]));
    const judged = (winner: string, selection: string): Verdict =>
      winner === 'none' ? voided('NOBODY') : happened(winner === selection);
    for (const selection of ['home', 'away']) {
      for (const facts of [{ first: firstTo(1) }, { first: firstTo(1), races }, { races }])
        yield { leg: { ...base, market: 'first_to', selection, event: event(facts) }, verdict: judged(firstTo(1), selection) };
      for (const mark of [1, 2, 3, 4])
        yield {
          leg: { ...base, market: 'race_to', selection, line: `${mark}`, event: event({ races }) },
          verdict: judged(firstTo(mark), selection),
        };
      yield {
        leg: { ...base, market: 'race_to', selection, line: '9', event: event({ races }) },
        verdict: unreadable('NO_FACTS'),
      };
    }
  }
  const [first, second] = game.parts;
  if (game.league.sport === 'soccer' && first && second) {
    const played = `${leads(first)}_${leads(both([first, second]))}`;
    for (const half of ['home', 'draw', 'away'])
      for (const full of ['home', 'draw', 'away'])
        yield {
          leg: { ...base, market: 'half_time_full_time', selection: `${half}_${full}`, event: whole(game) },
          verdict: happened(`${half}_${full}` === played),
        };
    const through = leads(game.shootout ?? game.score);
    for (const selection of through === 'draw' ? [] : ['home', 'away'])
      yield {
        leg: { ...base, market: 'to_advance', selection, event: event({ advances: through }) },
        verdict: happened(selection === through),
      };
  }
  const [home, away] = game.score;
  if (home === away && game.overtime === null)
    yield {
      leg: { sport: game.league.sport, odds: usualOdds(home), market: 'moneyline', selection: 'home', event: whole(game) },
      verdict: HALF_FACE,
      policy: { moneylineDraw: 'half_face' },
    };
  if (!corners) return;
  for (const bet of betsAround(corners, 6).filter(({ market }) => market === 'spread' || market === 'total'))
    yield {
      leg: {
        ...base,
        market: `corners_${bet.market}`,
        selection: bet.selection,
        line: lineText(bet.line as number, bet.market === 'spread'),
        event: event({ corners: { home: corners[0], away: corners[1] } }),
      },
      verdict: onScore(bet, corners),
    };
  const entries = { [game.home]: { stats: { corners: corners[0] } }, [game.away]: { stats: { corners: corners[1] } } };
  for (const [i, subject] of [game.home, game.away].entries())
    for (const bet of betsAround([corners[i] as number, 0], 6).filter(({ market }) => market === 'total'))
      yield {
        leg: {
          ...base,
          market: 'player_total',
          selection: bet.selection,
          line: lineText(bet.line as number, false),
          subject,
          stat: 'corners',
          event: event({ entries }),
        },
        verdict: onScore(bet, [corners[i] as number, 0]),
      };
}
