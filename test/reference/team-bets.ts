import { onFacts } from './fact-bets.ts';
import { usualOdds } from './facts.ts';
import { isOnRegulation, partScore, periodsOf, scoreOf, TEAM_GAMES, type TeamGame } from './team-games.ts';
import {
  asScore,
  finished,
  inPeriod,
  isOnWinner,
  isShort,
  type JudgedLeg,
  legOf,
  listed,
  readable,
  type Told,
  whole,
} from './told.ts';
import { brokenOff, brokenOffByTheClock, otherwise } from './unfinished-games.ts';
import { betsAround, type Pair, unreadable } from './verdict.ts';

/** Bets on the games of teams. */

function* allBets(game: TeamGame): Generator<JudgedLeg> {
  const event = whole(game);
  let turn = 0;
  for (const period of ['game', ...periodsOf(game), ...(game.overtime ? [] : ['OT'])]) {
    const around = scoreOf(game, 'total', period) ?? [1, 0];
    for (const bet of betsAround(around, period === 'game' ? 6 : 2)) {
      if (!readable(bet)) continue;
      turn += 1;
      const odds =
        bet.market === 'moneyline' && period === 'game' ? game.prices[bet.selection as 'home' | 'away'] : usualOdds(turn);
      yield legOf(game, bet, period, event, odds, finished(game, bet, period));
    }
  }
}

/** The same facts told with less, or with a clock: the outcome is the same wherever it can be known. */
function* otherTellings(game: TeamGame): Generator<JudgedLeg> {
  const { league, parts, overtime, shootout } = game;
  const { periods, score, ...base } = whole(game) as Told & { readonly periods?: unknown; readonly score?: unknown };
  const extra = overtime ? 10 : 0;
  const tellings: Told[] = parts.length === 0 ? [] : [{ ...base, periods }];
  if (league.minutes) {
    // A clock tells of the overtime, or stood still, and changes nothing of a game that is final.
    for (const minutes of [league.minutes.length + extra, league.minutes.sides - 3, `${league.minutes.length - 1}:15`])
      for (const competition of league.names)
        tellings.push({ ...base, score, periods, minutes, ...(competition && { competition }) });
  } else if (overtime) tellings.push({ ...base, score, periods: listed(game, 'I10') });
  if (league.wholes.H1) {
    const halves = ['H1', 'H2'].map((name) => inPeriod(name, partScore(game, name) as Pair));
    tellings.push({ ...base, score, periods: [...listed(game), ...halves] });
  }
  const bets = betsAround(game.score, 1);
  for (const [i, event] of tellings.entries()) {
    for (const period of ['game', ...periodsOf(game)])
      for (const [j, bet] of bets.entries())
        if (readable(bet) && (i + j) % 3 === 0)
          yield legOf(game, bet, period, event, usualOdds(i + j), finished(game, bet, period));
  }
  const scoreAlone = { ...base, score };
  for (const [i, bet] of bets.entries()) {
    if (!readable(bet)) continue;
    // Ninety minutes of a cup tie, and the regulation time of the others, are not in a score after overtime.
    const isUnknown = (overtime !== null || shootout !== null) && (!league.overtimeCounts || isOnRegulation(bet.market));
    yield legOf(
      game,
      bet,
      'game',
      scoreAlone,
      usualOdds(i),
      isUnknown ? unreadable('PERIODS_NEEDED') : finished(game, bet, 'game'),
    );
  }
}

/** A record that contradicts itself, as the issue of a wrong key or of two sources: nothing that reads a score is graded from it. */
function* contradictions(game: TeamGame): Generator<JudgedLeg> {
  const event = whole(game);
  const [home, away] = game.score;
  const first = game.parts[0];
  const told: Told[] = [];
  if (home !== away) told.push({ ...event, facts: { ...(event.facts as object), winner: home > away ? 'away' : 'home' } });
  if (first) {
    const [name = ''] = game.league.parts;
    told.push({ ...event, score: asScore([home + 1, away]) }, { ...event, score: asScore([home, away + 1]) });
    told.push({ ...event, periods: [inPeriod(name, [first[0] + 1, first[1]]), ...listed(game).slice(1)] });
    told.push(
      { ...event, periods: [inPeriod(name, [home + 1, 0])] },
      { ...event, periods: [...listed(game), inPeriod(name, first)] },
    );
    for (const period of Object.keys(game.league.wholes)) {
      const [h, a] = partScore(game, period) as Pair;
      told.push({ ...event, periods: [...listed(game), inPeriod(period, [h, a + 1])] });
    }
  }
  // In a cup tie after penalties, and where there is no score by periods, the winner may be either's.
  const isOpen = (one: Told) =>
    (one.facts as { winner?: string } | undefined)?.winner !== undefined && game.shootout !== null && !game.league.overtimeCounts;
  const periods = ['game', ...(first ? [game.league.parts[0] as string, ...Object.keys(game.league.wholes)] : [])];
  // A bet that a called game leaves void is void by any score.
  for (const [i, one] of told.filter((each) => !isOpen(each)).entries())
    for (const period of periods)
      for (const [j, bet] of betsAround(game.score, 0).entries())
        if (readable(bet) && (i + j) % 2 === 0 && !(isShort(game) && period === 'game' && !isOnWinner(bet.market)))
          yield legOf(game, bet, period, one, usualOdds(i + j), unreadable('SCORES_DISAGREE'));
}

export function* teamBets(): Generator<JudgedLeg> {
  for (const game of TEAM_GAMES) {
    yield* allBets(game);
    yield* otherTellings(game);
    yield* contradictions(game);
    yield* brokenOff(game);
    yield* brokenOffByTheClock(game);
    yield* otherwise(game);
    yield* onFacts(game);
  }
}
