import { usualOdds } from './facts.ts';
import { isOnRegulation, type TeamGame } from './team-games.ts';
import {
  asScore,
  cutShort,
  finished,
  inPeriod,
  isOnSides,
  isOnWinner,
  type JudgedLeg,
  legOf,
  readable,
  type Told,
  whole,
} from './told.ts';
import { betsAround, both, OPEN, onScore, type Pair, type Verdict, voided } from './verdict.ts';

/** Games that were broken off, or not played as announced, and picks that came too late. */

/** The innings after which a called game has a winner: five, or four and a half where the home side leads. All are whole here. */
const CALLED_AFTER = 5;
/** A game that was broken off after some of its periods. */
export function* brokenOff(game: TeamGame): Generator<JudgedLeg> {
  const { league, parts } = game;
  for (let played = 1; played < parts.length; played += 1) {
    const score = both(parts.slice(0, played));
    const minutes = league.minutes && (league.minutes.length / league.parts.length) * played;
    const event: Told = {
      id: game.id,
      state: 'abandoned',
      score: asScore(score),
      periods: parts.slice(0, played).map((each, i) => inPeriod(league.parts[i] as string, each)),
      ...(minutes !== null && { minutes, ...(league.names[0] && { competition: league.names[0] }) }),
      ...(minutes === null && { facts: { innings: played, scheduledInnings: game.scheduled } }),
    };
    const late: Told = { ...event, state: 'suspended', suspendedAt: '2026-04-11T17:10:00Z', resumedAt: '2026-06-14T17:10:00Z' };
    for (const [j, bet] of betsAround(score, 2).entries()) {
      if (!readable(bet)) continue;
      const hasWinner = minutes === null && played >= CALLED_AFTER && isOnWinner(bet.market);
      const verdict = hasWinner ? onScore(bet, score) : cutShort(game, bet, score);
      yield legOf(game, bet, 'game', j % 2 === 0 ? event : late, usualOdds(j), verdict);
    }
    for (const [i, period] of [...league.parts.slice(0, parts.length), ...Object.keys(league.wholes)].entries()) {
      const numbers = league.wholes[period] ?? [i];
      const isOver = numbers.every((n) => n < played);
      const own = both(numbers.filter((n) => n < played).map((n) => parts[n] as Pair));
      for (const [j, bet] of betsAround(own, 1).entries())
        if (readable(bet) && (i + j) % 3 === 0)
          yield legOf(
            game,
            bet,
            period,
            j % 2 === 0 ? event : late,
            usualOdds(j),
            isOver ? onScore(bet, own) : cutShort(game, bet, own),
          );
    }
  }
}

/** A game that was broken off at a minute, by its score alone. */
export function* brokenOffByTheClock(game: TeamGame): Generator<JudgedLeg> {
  const { minutes, names } = game.league;
  if (!minutes) return;
  for (const at of new Set([minutes.sides - 1, minutes.sides, minutes.totals - 1, minutes.totals])) {
    const competition = names[at % names.length];
    const event: Told = {
      id: game.id,
      state: 'abandoned',
      score: asScore(game.score),
      extraTime: false,
      minutes: at,
      ...(competition && { competition }),
    };
    for (const [j, bet] of betsAround(game.score, 2).entries()) {
      const isEnough = at >= (isOnSides(bet.market) ? minutes.sides : minutes.totals);
      if (readable(bet))
        yield legOf(
          game,
          bet,
          'game',
          event,
          usualOdds(j),
          isEnough ? onScore(bet, game.score) : cutShort(game, bet, game.score),
        );
    }
  }
}

const START = '2026-04-11T17:00:00Z';
const hoursLater = (hours: number): string => new Date(Date.parse(START) + hours * 3_600_000).toISOString();
/** A game that was not played as announced, and picks that came too late. */
export function* otherwise(game: TeamGame): Generator<JudgedLeg> {
  const done = whole(game);
  // A week of American football keeps its picks: the start is a Saturday, and its week ends on Wednesday.
  const movable = game.league.sport === 'american_football' ? 60 : 48;
  const rows: readonly (readonly [Told, Told, Verdict | null])[] = [
    [{ ...done, state: 'cancelled' }, {}, voided('CANCELLED')],
    [{ ...done, state: 'walkover' }, {}, voided('WALKOVER')],
    [{ ...done, state: 'live' }, {}, OPEN],
    [{ ...done, state: 'suspended' }, {}, OPEN],
    [{ id: game.id, state: 'scheduled', startsAt: hoursLater(1) }, { startAtAccept: START }, OPEN],
    [{ id: game.id, state: 'postponed', startsAt: hoursLater(48) }, { startAtAccept: START }, OPEN],
    [{ ...done, startsAt: hoursLater(movable) }, { startAtAccept: START }, null],
    [{ ...done, startsAt: hoursLater(300) }, { startAtAccept: START }, voided('POSTPONED')],
    [{ ...done, actualStart: START }, { acceptedAt: hoursLater(-0.1) }, null],
    [{ ...done, actualStart: START }, { acceptedAt: hoursLater(0) }, voided('LATE')],
    [{ ...done, actualStart: START }, { acceptedAt: hoursLater(0.1) }, voided('LATE')],
    [{ ...done, actualStart: START }, { acceptedAt: hoursLater(0.1), live: true }, null],
    [{ ...done, actualStart: START, startsAt: hoursLater(-1) }, { acceptedAt: hoursLater(-0.5) }, null],
    [{ ...done, suspendedAt: START, resumedAt: hoursLater(36) }, {}, null],
    [{ ...done, suspendedAt: START, resumedAt: hoursLater(36.1) }, {}, voided('ABANDONED')],
    [{ ...done, facts: { ...(done.facts as object), venue: 'swapped' } }, {}, voided('VENUE')],
  ];
  const bets = betsAround(game.score, 0).filter(({ market }) => !isOnRegulation(market));
  for (const [i, [event, terms, verdict]] of rows.entries())
    for (const [j, bet] of bets.entries()) {
      if (!readable(bet) || (i + j) % 2 === 0) continue;
      const { leg, ...rest } = legOf(game, bet, 'game', event, usualOdds(i + j), verdict ?? finished(game, bet, 'game'));
      yield { leg: { ...leg, ...terms }, ...rest };
    }
}
