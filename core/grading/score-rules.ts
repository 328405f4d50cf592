import { MARKETS } from '#schemas/markets';
import type { EventToGrade, Score } from '#schemas/settlement';
import type { MarketRule, Reading } from './leg.ts';
import { policyFor } from './policy.ts';
import { PARTS, type SportRules, sportRules } from './sport-rules.ts';

/** A score, or the code of the reason why it cannot be known; such a leg goes to review. */
export type ScoreRead = Score | 'NO_SCORE' | 'PERIODS_NEEDED' | 'SCORES_DISAGREE' | 'NOT_PLAYED';
export const isScore = (read: ScoreRead): read is Score => typeof read === 'object';

/** The part of a reading that its score depends on. */
type ScoreReading = Pick<Reading, 'leg' | 'market' | 'period' | 'event' | 'sport' | 'policy'> & {
  readonly rule: Pick<MarketRule, 'tennis'>;
};

const NIL: Score = { home: 0, away: 0 };
const plus = (a: Score, b: Score): Score => ({ home: a.home + b.home, away: a.away + b.away });
const same = (a: Score, b: Score): boolean => a.home === b.home && a.away === b.away;

type Periods = ReadonlyMap<string, Score>;
/** Overtimes of one game add up; any other period given twice is a contradiction. */
function periodsOf(event: EventToGrade): Periods | null {
  const periods = new Map<string, Score>();
  for (const { period, home, away } of event.periods ?? []) {
    const before = periods.get(period);
    if (before && period !== 'OT') return null;
    periods.set(period, plus(before ?? NIL, { home, away }));
  }
  return periods;
}

function total(periods: Periods, names: readonly string[]): Score | null {
  let score = NIL;
  for (const name of names) {
    const part = periods.get(name);
    if (!part) return null;
    score = plus(score, part);
  }
  return score;
}

const extraInning = (name: string): boolean => /^I[12]\d$/.test(name);
const beyondRegulation = (event: EventToGrade, periods: Periods): boolean =>
  event.extraTime === true ||
  [...periods.keys()].some((name) => name === 'OT' || name === 'SO' || extraInning(name) || isUnscheduledInning(name, event));

function regulationParts(sport: SportRules, event: EventToGrade, periods: Periods): Score | null {
  const innings = sport.measure === 'innings' ? (event.facts?.scheduledInnings ?? 9) : undefined;
  for (const cut of sport.regulation) {
    const score = total(periods, cut.slice(0, innings));
    if (score) return score;
  }
  return null;
}

function regulationScore(sport: SportRules, event: EventToGrade, periods: Periods): ScoreRead {
  const parts = regulationParts(sport, event, periods);
  const beyond = beyondRegulation(event, periods);
  if (parts) return !beyond && event.score && !same(parts, event.score) ? 'SCORES_DISAGREE' : parts;
  if (beyond) return 'PERIODS_NEEDED';
  if (sport.scoreIsRegulation || event.extraTime === false) return event.score ?? 'NO_SCORE';
  return 'PERIODS_NEEDED';
}

/** A shootout adds exactly one goal to its winner, whatever its own count. */
function shootoutGoal(periods: Periods): Score | null {
  const shootout = periods.get('SO');
  if (!shootout) return NIL;
  if (shootout.home === shootout.away) return null;
  return shootout.home > shootout.away ? { home: 1, away: 0 } : { home: 0, away: 1 };
}

function fullScore(sport: SportRules, event: EventToGrade, periods: Periods): ScoreRead {
  const listed = periodsSum(sport, event, periods);
  if (listed === 'SCORES_DISAGREE') return listed;
  if (!listed) return event.score ?? 'NO_SCORE';
  return event.score && !same(listed, event.score) ? 'SCORES_DISAGREE' : listed;
}

/** The whole game from its periods; null when some are missing. */
function periodsSum(sport: SportRules, event: EventToGrade, periods: Periods): Score | 'SCORES_DISAGREE' | null {
  const parts = regulationParts(sport, event, periods);
  const later = [...periods.keys()].filter((name) => name === 'OT' || extraInning(name) || isUnscheduledInning(name, event));
  if (!parts || (event.extraTime === true && later.length === 0 && !periods.has('SO'))) return null;
  const goal = shootoutGoal(periods);
  if (!goal) return 'SCORES_DISAGREE';
  return plus(plus(parts, total(periods, later) ?? NIL), goal);
}
/** The eighth and ninth of a game that was scheduled for seven. */
const isUnscheduledInning = (name: string, event: EventToGrade): boolean =>
  event.facts?.scheduledInnings === 7 && (name === 'I8' || name === 'I9');

/** Extra time counts and penalties do not, for books that settle soccer so. */
function scoreWithExtraTime(sport: SportRules, event: EventToGrade, periods: Periods): ScoreRead {
  const regulation = regulationScore(sport, event, periods);
  if (!isScore(regulation) || !beyondRegulation(event, periods)) return regulation;
  const extra = periods.get('OT');
  if (extra) return plus(regulation, extra);
  // Straight to penalties: a shootout without extra time before it.
  return event.extraTime === true ? 'PERIODS_NEEDED' : regulation;
}

function periodScore(reading: ScoreReading, periods: Periods): ScoreRead {
  const { period, sport, event, market } = reading;
  const own = periods.get(period) ?? total(periods, PARTS[period] ?? [period]);
  if (!own) return (period === 'OT' || period === 'SO') && event.extraTime === false ? 'NOT_PLAYED' : 'PERIODS_NEEDED';
  if (sport.overtimeIn !== period || market.scope === 'regulation') return own;
  const overtime = periods.get('OT');
  if (overtime) return plus(own, overtime);
  return event.extraTime === true ? 'PERIODS_NEEDED' : own;
}

/** The sets or games of a tennis match; a match tie-break is one set and one game. */
function tennisScore({ leg, rule, period, event }: ScoreReading, periods: Periods): ScoreRead {
  const tiebreak = event.facts?.matchTiebreak;
  const games = new Map([...periods].map(([set, score]) => [set, set === tiebreak ? setWinner(score) : score]));
  if (period !== 'game') return games.get(period) ?? 'PERIODS_NEEDED';
  if (rule.tennis === 'sets' || leg.lineUnit === 'sets') {
    if (event.score) return event.score;
    if (games.size === 0) return 'NO_SCORE';
    return [...games].reduce(
      (sets, [set, score]) => (set === tiebreak || isSetOver(score) ? plus(sets, setWinner(score)) : sets),
      NIL,
    );
  }
  const played = total(games, [...games.keys()]);
  if (!played || games.size === 0) return 'PERIODS_NEEDED';
  const missing = event.state === 'final' && event.score && event.score.home + event.score.away !== games.size;
  return missing ? 'SCORES_DISAGREE' : played;
}
const setWinner = ({ home, away }: Score): Score => ({ home: home > away ? 1 : 0, away: away > home ? 1 : 0 });
/** Six games with two between, or 7-6 after a tie-break. */
export function isSetOver({ home, away }: Score): boolean {
  const most = Math.max(home, away);
  return most >= 6 && (Math.abs(home - away) >= 2 || most === 7);
}

/** The score that a market is graded on (docs/settlement.md). */
export function scoreFor(reading: ScoreReading): ScoreRead {
  const { sport, event, period, leg, market, policy } = reading;
  const periods = periodsOf(event);
  if (!periods) return 'SCORES_DISAGREE';
  if (sport.measure === 'sets') return tennisScore(reading, periods);
  if (period !== 'game') return periodScore(reading, periods);
  if (market.scope === 'regulation') return regulationScore(sport, event, periods);
  if (sport.game === 'with_overtime') return fullScore(sport, event, periods);
  const extended = leg.sport === 'soccer' && policy.soccerScope === 'incl_et';
  return extended ? scoreWithExtraTime(sport, event, periods) : regulationScore(sport, event, periods);
}

/** The number of sets of a tennis match that were played out. */
export function setsPlayedOut(event: EventToGrade): number {
  const sets = (event.periods ?? []).filter((set) => isSetOver(set) || set.period === event.facts?.matchTiebreak).length;
  return Math.max(sets, (event.score?.home ?? 0) + (event.score?.away ?? 0));
}

/** True if the score, the periods and `extraTime` of an event cannot all be true. */
export function contradictsItself(sport: string, event: EventToGrade): boolean {
  const rules = sportRules(sport);
  if (!rules) return false;
  // The whole game takes in all that regulation time does.
  const leg = { sport, market: 'total', selection: 'over' };
  const reading = { leg, market: MARKETS.total, rule: { tennis: 'games' }, period: 'game', event, sport: rules } as const;
  return scoreFor({ ...reading, policy: policyFor() }) === 'SCORES_DISAGREE';
}
