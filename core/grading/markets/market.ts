import type { Score } from '#schemas/settlement';
import { scoreSoFar } from '../agreement-rules.ts';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { type LegOutcome, LOSS, sameOutcome, WIN } from '../outcome.ts';
import { isInSets, isScore, scoreFor } from '../score-rules.ts';
import { gameEnds, setEnds } from '../tennis-rules.ts';

export const isOutcome = (settled: RuleResult): settled is LegOutcome => typeof settled === 'object';
export const winIf = (won: boolean): LegOutcome => (won ? WIN : LOSS);

/** Most markets need the full length, count games of tennis, and have one winner. */
const PLAIN = { official: 'full', tennis: 'games', exclusive: 'all' } as const;
const NEVER = (): null => null;

/** A rule that reads typed facts alone. */
export const onFacts = (settle: MarketRule['settle'], decided: MarketRule['decided'] = NEVER): MarketRule => ({
  ...PLAIN,
  settle,
  decided,
});

type Judge = (score: Score, reading: Reading) => RuleResult;
/** True once no further goal can change the outcome. */
type Fixed = (score: Score, reading: Reading) => boolean;

/** A rule that reads a score. Without `fixed` the next goal can always change the outcome. */
export const onScore = (judge: Judge, fixed: Fixed | null = null): MarketRule => ({
  ...PLAIN,
  settle(reading) {
    const score = scoreFor(reading);
    return isScore(score) ? judge(score, reading) : score;
  },
  decided(reading) {
    const ends = endsStillPossible(reading);
    const score = ends || fixed ? countedSoFar(reading) : null;
    if (score === 'SCORES_DISAGREE') return score;
    if (ends) return alike(ends.map((end) => judge(end, reading)));
    return score && fixed?.(score, reading) ? judge(score, reading) : null;
  },
});

/**
 * Every way in which a tennis match could still have ended: in sets, since the sets that must come count as those that were played; in
 * games as the policy says.
 */
function endsStillPossible(reading: Reading): Score[] | null {
  if (isInSets(reading)) return setEnds(reading.event);
  const isRead = reading.sport.measure === 'sets' && reading.policy.unfinishedSet === 'every_end';
  return isRead ? gameEnds(reading.event, reading.period) : null;
}
function alike([first, ...rest]: readonly RuleResult[]): LegOutcome | null {
  if (first === undefined || !isOutcome(first)) return null;
  return rest.every((other) => isOutcome(other) && sameOutcome(first, other)) ? first : null;
}

/** The score of the market's scope, or the least that it has come to by the periods listed. Null where nothing is known of it. */
function countedSoFar(reading: Reading): Score | 'SCORES_DISAGREE' | null {
  const score = scoreFor(reading);
  if (isScore(score) || score === 'SCORES_DISAGREE') return score;
  return reading.sport.measure === 'sets' ? null : scoreSoFar(reading.sport, reading.event, reading.period);
}
