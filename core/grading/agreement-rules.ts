import type { EventToGrade, Score } from '#schemas/settlement';
import {
  beyondRegulation,
  gameSoFar,
  leader,
  NIL,
  overtimeNames,
  type Periods,
  periodSoFar,
  periodsOf,
  periodsSum,
  regulationParts,
  same,
  total,
  within,
} from './period-rules.ts';
import { PARTS, type SportRules } from './sport-rules.ts';
import { matchDisagrees } from './tennis-rules.ts';

/**
 * True if the facts of an event cannot all be true. Whatever is said twice must agree: a period and its parts, the periods and the score,
 * the score and the winner. No score of these sports goes down again, so a part never exceeds its whole.
 */
export function disagrees(sport: SportRules, event: EventToGrade): boolean {
  if (event.periods === undefined && event.facts?.winner === undefined && sport.measure !== 'sets') return false;
  const periods = periodsOf(event);
  if (!periods) return true;
  if (sport.measure === 'sets') return matchDisagrees(event);
  if (inningsDisagree(event)) return true;
  return partsDisagree(periods) || wholeDisagrees(sport, event, periods) || winnerDisagrees(sport, event, periods);
}

function partsDisagree(periods: Periods): boolean {
  return Object.entries(PARTS).some(([name, parts]) => {
    const whole = periods.get(name);
    if (!whole) return false;
    const known = parts.filter((part) => periods.has(part));
    const sum = total(periods, known) as Score;
    return known.length === parts.length ? !same(sum, whole) : !within(sum, whole);
  });
}

/** Play ends with the half that was not played, and the number of innings has it. */
function inningsDisagree({ periods = [], facts }: EventToGrade): boolean {
  const cut = periods.filter(({ unplayed }) => unplayed !== undefined);
  const [half] = cut;
  if (!half) return false;
  const last = Math.max(...periods.map(({ period }) => Number(/^I(\d+)$/.exec(period)?.[1] ?? 0)));
  const innings = facts?.innings;
  return cut.length > 1 || half.period !== `I${last}` || (innings !== undefined && Number(innings) !== last - 0.5);
}

/** An award is no score that was played. */
function wholeDisagrees(sport: SportRules, event: EventToGrade, periods: Periods): boolean {
  const { score, state, extraTime } = event;
  const beyond = [...overtimeNames(event, periods), 'SO'].some((name) => !same(periods.get(name) ?? NIL, NIL));
  if (extraTime === false && beyond) return true;
  const shootout = periods.get('SO');
  if (state === 'final' && shootout && shootout.home === shootout.away) return true;
  if (!score || state === 'forfeit') return false;
  const sum = periodsSum(sport, event, periods);
  return sum ? !same(sum, score) : !within(gameSoFar(sport, event, periods), score);
}

/** A retirement and an award can go against the score. A cup tie has a winner of regulation time, of the whole, and of the penalties. */
function winnerDisagrees(sport: SportRules, event: EventToGrade, periods: Periods): boolean {
  const { score, state, facts } = event;
  const winner = facts?.winner;
  if (winner === undefined || winner === 'no_contest' || state === 'retired' || state === 'forfeit') return false;
  const whole = score ?? periodsSum(sport, event, periods);
  if (!whole) return false;
  // A fight can be level or end before the judges' scores.
  if (sport.measure === 'bell') return winner !== 'draw' && leader(whole) !== 'draw' && leader(whole) !== winner;
  if (sport.game === 'with_overtime' || !beyondRegulation(event, periods)) return leader(whole) !== winner;
  const shootout = periods.get('SO');
  if (!shootout && leader(whole) === 'draw') return false;
  const winners = [whole, regulationParts(sport, event, periods), shootout].flatMap((one) => (one ? [leader(one)] : []));
  return !winners.includes(winner);
}

/** The least that a period, or the whole game, has come to: what is listed of it, where nothing contradicts it. Null where it cannot be known. */
export function scoreSoFar(sport: SportRules, event: EventToGrade, period: string): Score | null {
  const periods = periodsOf(event);
  if (!periods || periods.size === 0) return null;
  return period === 'game' ? gameSoFar(sport, event, periods) : periodSoFar(periods, period);
}
