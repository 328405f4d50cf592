import { compare, type Fraction, fraction, HALF, parseDecimal, subtract } from '#core/odds';
import type { EventToGrade, Score } from '#schemas/settlement';
import type { Reading } from './leg.ts';
import { beyondRegulation, periodsOf } from './period-rules.ts';
import { minutesOf, PARTS, PERIOD_ENDS, SEQUENCES, type SportRules } from './sport-rules.ts';
import type { EventStanding } from './standing-rules.ts';
import { setsOf, setsPlayedOut } from './tennis-rules.ts';

const isOnSides = ({ rule }: Reading): boolean => rule.official !== 'full';
const isOnWinner = ({ rule }: Reading): boolean => rule.official === 'award' || rule.official === 'winner';

/** Minutes as they are written, exactly: `47.25` and `47:15` are the same. */
export function minutesRead(minutes: string | number): Fraction | null {
  const [whole, seconds] = String(minutes).split(':');
  const read = parseDecimal(whole as string);
  return read && seconds !== undefined ? subtract(read, fraction(-Number(seconds), 60)) : read;
}
export const minutesPlayed = ({ minutes }: EventToGrade): Fraction | null =>
  minutes === undefined ? null : minutesRead(minutes);
const reached = (played: Fraction, needed: Fraction): boolean => compare(played, needed) >= 0;

/** Innings as stated, or counted when the innings listed make up the whole score: one in which the home side did not bat is half a one. */
export function inningsPlayed({ facts, periods, score }: EventToGrade): Fraction | null {
  if (facts?.innings !== undefined) return parseDecimal(String(facts.innings));
  const innings = (periods ?? []).filter(({ period }) => /^I\d+$/.test(period));
  const home = innings.reduce((runs, inning) => runs + inning.home, 0);
  const away = innings.reduce((runs, inning) => runs + inning.away, 0);
  const halves = innings.reduce((sum, { unplayed }) => sum + (unplayed ? 1 : 2), 0);
  return innings.length > 0 && score?.home === home && score.away === away ? fraction(halves, 2) : null;
}

/** True if play was long enough for the market of the reading; null when the facts do not tell. */
type Measure = (reading: Reading) => boolean | null;

const byMinutes: Measure = (reading) => {
  const { event, sport } = reading;
  const [played, clock] = [minutesPlayed(event), minutesOf(sport, event.competition)];
  if (!played || !clock) return null;
  const needed = isOnSides(reading) ? clock.sides : clock.totals;
  return needed === null ? null : reached(played, fraction(needed));
};

const byInnings: Measure = (reading) => {
  const { event } = reading;
  const played = inningsPlayed(event);
  const needed = fraction(isOnWinner(reading) ? 5 : (event.facts?.scheduledInnings ?? 9));
  return played && reached(played, homeLeads(event.score) ? subtract(needed, HALF) : needed);
};
const homeLeads = (score: Score | undefined): boolean => score !== undefined && score.home > score.away;

/** A moneyline has action after one set (or as its policy says); games, sets and handicaps need the whole match. */
const bySets: Measure = ({ event, rule, policy }) => {
  if (rule.official !== 'award') return false;
  const begun = (event.periods ?? []).some(({ home, away }) => home + away > 0);
  return { one_set: setsPlayedOut(event) >= 1, first_point: begun || setsPlayedOut(event) >= 1, match_complete: false }[
    policy.tennisMoneyline
  ];
};

const byHoles: Measure = ({ event, policy }) => {
  const { holes, trophy } = event.facts ?? {};
  if (holes === undefined) return null;
  return policy.golfOfficial === 'one_round' ? holes >= 18 : holes >= 36 && trophy !== false;
};

const MEASURES: Readonly<Record<SportRules['measure'], Measure>> = {
  minutes: byMinutes,
  innings: byInnings,
  sets: bySets,
  holes: byHoles,
  // A fight has action from the opening bell; what remains to be known is who won.
  bell: ({ event }) => (event.facts?.winner === undefined ? null : true),
  published: () => null,
};

/** True for markets that need the length of a whole game even where the league calls the result official. */
const needsFullLength = (reading: Reading): boolean => {
  const { sport, event } = reading;
  if (sport.measure === 'innings') return !isOnWinner(reading);
  const clock = minutesOf(sport, event.competition);
  return clock !== null && clock.totals !== clock.sides && !isOnSides(reading);
};

/** A period is over when a later one has begun, or by the clock. */
function periodOver(reading: Reading): boolean {
  const { event, period, sport } = reading;
  if (sport.measure === 'sets') return setsOf(event).some(({ number, isOver }) => period === `S${number}` && isOver);
  const listed = new Set((event.periods ?? []).map((p) => p.period));
  const begun = SEQUENCES.some((sequence) => {
    const from = sequence.indexOf(period);
    return from >= 0 && sequence.slice(from + 1).some((later) => listed.has(later));
  });
  if (begun) return true;
  if (sport.measure === 'innings') return inningsOver(reading);
  const [clock, played, end] = [minutesOf(sport, event.competition), minutesPlayed(event), PERIOD_ENDS[period]];
  return clock !== null && played !== null && end !== undefined && reached(played, fraction(clock.length * end[0], end[1]));
}

function inningsOver({ event, period }: Reading): boolean {
  const played = inningsPlayed(event);
  const last = PARTS[period]?.at(-1) ?? period;
  const needed = /^I(\d+)$/.exec(last);
  if (!played || !needed) return false;
  return (
    reached(played, fraction(Number(needed[1]))) || (period === 'F5' && homeLeads(event.score) && reached(played, fraction(9, 2)))
  );
}

/** True if the market needs regulation time alone, and the game has gone beyond it. */
function isRegulationOver({ event, leg, market, sport, policy }: Reading): boolean {
  if (market.scope === 'facts' || (market.scope === 'game' && sport.game === 'with_overtime')) return false;
  if (market.scope === 'game' && leg.sport === 'soccer' && policy.soccerScope === 'incl_et') return false;
  const periods = periodsOf(event);
  return periods !== null && beyondRegulation(event, periods);
}

/**
 * True if the result is official for the market of the reading. A game that is final was played out, whatever its clock shows; only baseball and golf
 * are called before their full length, and then say so by their innings and holes.
 */
export function isOfficial(reading: Reading, { how }: Extract<EventStanding, { stands: 'played' }>): boolean {
  const { event, period, sport, rule } = reading;
  if (period !== 'game') return (how === 'out' && !isCounted(reading)) || periodOver(reading);
  if (how !== 'out' && isRegulationOver(reading)) return true;
  if (how === 'awarded' && rule.official !== 'award') return false;
  const ruled = event.facts?.leagueOfficial;
  if (ruled !== undefined && !needsFullLength(reading)) return ruled;
  if (how === 'out' && (sport.measure === 'sets' || sport.measure === 'minutes')) return true;
  return MEASURES[sport.measure](reading) ?? how === 'out';
}
/** True for an inning, or the first five, of a game whose number of innings is known. */
const isCounted = ({ event, period, sport }: Reading): boolean =>
  sport.measure === 'innings' && period !== 'OT' && inningsPlayed(event) !== null;
