import { MARKETS } from '#schemas/markets';
import type { EventToGrade, Score } from '#schemas/settlement';
import { disagrees } from './agreement-rules.ts';
import type { MarketRule, Reading } from './leg.ts';
import {
  beyondRegulation,
  overtimeTotal,
  type Periods,
  periodsOf,
  periodsSum,
  periodTotal,
  plus,
  regulationParts,
} from './period-rules.ts';
import { policyFor } from './policy.ts';
import { type SportRules, sportRules } from './sport-rules.ts';
import { gamesIn, gamesWon, isUnbroken, setsOf, setsRead } from './tennis-rules.ts';

/** A score, or the code of the reason why it cannot be known; such a leg goes to review. */
export type ScoreRead = Score | 'NO_SCORE' | 'PERIODS_NEEDED' | 'SCORES_DISAGREE' | 'SETS_LEVEL' | 'NOT_PLAYED';
export const isScore = (read: ScoreRead): read is Score => typeof read === 'object';

/** The part of a reading that its score depends on. */
type ScoreReading = Pick<Reading, 'leg' | 'market' | 'period' | 'event' | 'sport' | 'policy'> & {
  readonly rule: Pick<MarketRule, 'tennis'>;
};

function regulationScore(sport: SportRules, event: EventToGrade, periods: Periods): ScoreRead {
  const parts = regulationParts(sport, event, periods);
  if (parts) return parts;
  if (beyondRegulation(event, periods)) return 'PERIODS_NEEDED';
  if (sport.scoreIsRegulation || event.extraTime === false) return event.score ?? 'NO_SCORE';
  return 'PERIODS_NEEDED';
}

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
  const own = period === 'OT' ? overtimeTotal(event, periods) : periodTotal(periods, period);
  if (!own) return (period === 'OT' || period === 'SO') && event.extraTime === false ? 'NOT_PLAYED' : 'PERIODS_NEEDED';
  if (sport.overtimeIn !== period || market.scope === 'regulation') return own;
  const overtime = periods.get('OT');
  if (overtime) return plus(own, overtime);
  return event.extraTime === true ? 'PERIODS_NEEDED' : own;
}

/** True if the score of a tennis market on the whole match is counted in sets. */
export const isInSets = ({ leg, rule, period, sport }: Pick<ScoreReading, 'leg' | 'rule' | 'period' | 'sport'>): boolean =>
  sport.measure === 'sets' && period === 'game' && (rule.tennis === 'sets' || leg.lineUnit === 'sets');

/** The sets or games of a tennis match, or the games of one set. */
function tennisScore(reading: ScoreReading): ScoreRead {
  const { period, event } = reading;
  const sets = setsOf(event);
  if (period !== 'game') {
    const own = sets.find(({ number }) => period === `S${number}`);
    return own ? gamesIn(own) : 'PERIODS_NEEDED';
  }
  const read = setsRead(event);
  if (isInSets(reading) || read === 'SETS_LEVEL') return read;
  if (sets.length === 0 || !isUnbroken(sets)) return 'PERIODS_NEEDED';
  const isShort = event.state === 'final' && event.score && event.score.home + event.score.away !== sets.length;
  return isShort ? 'SCORES_DISAGREE' : gamesWon(sets);
}

/** The score that a market is graded on (docs/settlement.md). */
export function scoreFor(reading: ScoreReading): ScoreRead {
  const { sport, event, period, leg, market, policy } = reading;
  if (disagrees(sport, event)) return 'SCORES_DISAGREE';
  if (sport.measure === 'sets') return tennisScore(reading);
  const periods = periodsOf(event) as Periods;
  if (period !== 'game') return periodScore(reading, periods);
  if (market.scope === 'regulation') return regulationScore(sport, event, periods);
  if (sport.game === 'with_overtime') return periodsSum(sport, event, periods) ?? event.score ?? 'NO_SCORE';
  const extended = leg.sport === 'soccer' && policy.soccerScope === 'incl_et';
  return extended ? scoreWithExtraTime(sport, event, periods) : regulationScore(sport, event, periods);
}

/** True if the state, the score, the periods, the winner and `extraTime` of an event cannot all be true. */
export function contradictsItself(sport: string, event: EventToGrade): boolean {
  const rules = sportRules(sport);
  if (!rules) return false;
  const leg = { sport, market: 'total', selection: 'over' };
  const reading = { leg, market: MARKETS.total, rule: { tennis: 'games' }, period: 'game', event, sport: rules } as const;
  const read = scoreFor({ ...reading, policy: policyFor() });
  return read === 'SCORES_DISAGREE' || read === 'SETS_LEVEL';
}
