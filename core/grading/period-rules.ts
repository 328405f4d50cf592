import type { EventToGrade, Score } from '#schemas/settlement';
import { PARTS, type SportRules } from './sport-rules.ts';

/** The score of each period, by its name. */
export type Periods = ReadonlyMap<string, Score>;

export const NIL: Score = { home: 0, away: 0 };
export const plus = (a: Score, b: Score): Score => ({ home: a.home + b.home, away: a.away + b.away });
export const same = (a: Score, b: Score): boolean => a.home === b.home && a.away === b.away;
/** True if neither side has more in `a` than in `b`. */
export const within = (a: Score, b: Score): boolean => a.home <= b.home && a.away <= b.away;
/** The lead of the picked side. */
export const margin = ({ home, away }: Score, selection: string): number => (selection === 'home' ? home - away : away - home);
export const leader = ({ home, away }: Score): 'home' | 'away' | 'draw' => {
  if (home === away) return 'draw';
  return home > away ? 'home' : 'away';
};

const NO_PERIODS: Periods = new Map();
/** Overtimes of one game add up; null if another period is given twice, which is a contradiction. */
export function periodsOf(event: EventToGrade): Periods | null {
  if (!event.periods) return NO_PERIODS;
  const periods = new Map<string, Score>();
  for (const { period, home, away } of event.periods) {
    const before = periods.get(period);
    if (before && period !== 'OT') return null;
    periods.set(period, plus(before ?? NIL, { home, away }));
  }
  return periods;
}

/** A period as it is listed, or the sum of its parts; null where one of them is missing. */
export function periodTotal(periods: Periods, name: string): Score | null {
  const parts = PARTS[name];
  return periods.get(name) ?? (parts ? total(periods, parts) : null);
}
export function total(periods: Periods, names: readonly string[]): Score | null {
  let score = NIL;
  for (const name of names) {
    const part = periodTotal(periods, name);
    if (!part) return null;
    score = plus(score, part);
  }
  return score;
}

/** The least that a period can come to by what is listed of it. */
export const periodSoFar = (periods: Periods, name: string): Score =>
  periods.get(name) ?? (PARTS[name] ?? []).reduce((score, part) => plus(score, periods.get(part) ?? NIL), NIL);

const isExtraInning = (name: string, event: EventToGrade): boolean =>
  /^I[12]\d$/.test(name) || (event.facts?.scheduledInnings === 7 && (name === 'I8' || name === 'I9'));
/** The names of the overtime or of the extra innings that are listed. */
export const overtimeNames = (event: EventToGrade, periods: Periods): string[] =>
  [...periods.keys()].filter((name) => name === 'OT' || isExtraInning(name, event));
/** All overtime, or all extra innings; null where none is listed. */
export function overtimeTotal(event: EventToGrade, periods: Periods): Score | null {
  const names = overtimeNames(event, periods);
  return names.length === 0 ? null : total(periods, names);
}
/** True if the game went beyond regulation time. */
export const beyondRegulation = (event: EventToGrade, periods: Periods): boolean =>
  event.extraTime === true || (periods.size > 0 && (periods.has('SO') || overtimeNames(event, periods).length > 0));

const scheduledInnings = ({ facts }: EventToGrade): number => facts?.scheduledInnings ?? 9;

/** The score of regulation time from its periods, in baseball from the innings after which it was called; null when some are missing. */
export function regulationParts(sport: SportRules, event: EventToGrade, periods: Periods): Score | null {
  if (periods.size === 0) return null;
  const isInInnings = sport.measure === 'innings';
  for (const cut of sport.regulation) {
    const score = total(periods, isInInnings ? cut.slice(0, scheduledInnings(event)) : cut);
    if (score) return score;
  }
  const innings = event.facts?.innings;
  const isCalled =
    isInInnings && innings !== undefined && Number(innings) > 0 && Math.ceil(Number(innings)) < scheduledInnings(event);
  return isCalled ? total(periods, (sport.regulation[0] ?? []).slice(0, Math.ceil(Number(innings)))) : null;
}

/** A shootout adds exactly one goal to its winner, whatever its own count; null when it has no winner. */
function shootoutGoal(periods: Periods): Score | null {
  const shootout = periods.get('SO') ?? NIL;
  if (shootout.home === shootout.away) return null;
  return shootout.home > shootout.away ? { home: 1, away: 0 } : { home: 0, away: 1 };
}

/**
 * The whole game from its periods, as its score is published: without the penalties of a sport whose games end with regulation time. Null
 * when periods are missing.
 */
export function periodsSum(sport: SportRules, event: EventToGrade, periods: Periods): Score | null {
  const parts = regulationParts(sport, event, periods);
  const overtime = overtimeTotal(event, periods);
  const withShootout = sport.game === 'with_overtime' && periods.has('SO');
  if (!parts || (event.extraTime === true && !overtime && !withShootout)) return null;
  const goal = withShootout ? shootoutGoal(periods) : NIL;
  return goal && plus(plus(parts, overtime ?? NIL), goal);
}

/** The least that the whole game can have come to by the periods listed. */
export function gameSoFar(sport: SportRules, event: EventToGrade, periods: Periods): Score {
  const regulation = (sport.regulation[0] ?? []).slice(0, scheduledInnings(event));
  const longer = Object.entries(PARTS).filter(([name]) => periods.has(name));
  const names = new Set(regulation);
  for (const [name, parts] of longer) {
    for (const part of parts) names.delete(part);
    names.add(name);
  }
  return [...names, ...overtimeNames(event, periods)].reduce((score, name) => plus(score, periods.get(name) ?? NIL), NIL);
}
