import type { Score } from '#schemas/settlement';
import type { MarketRule, Reading, RuleResult } from '../leg.ts';
import { type LegOutcome, LOSS, WIN } from '../outcome.ts';
import { isScore, scoreFor } from '../score-rules.ts';

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

/** A rule that reads a score. `fixed` is true once no further goal can change the outcome. */
export const onScore = (
  judge: (score: Score, reading: Reading) => RuleResult,
  fixed: (score: Score, reading: Reading) => boolean = () => false,
): MarketRule => ({
  ...PLAIN,
  settle(reading) {
    const score = scoreFor(reading);
    return isScore(score) ? judge(score, reading) : score;
  },
  decided(reading) {
    const score = scoreFor(reading);
    if (!isScore(score) || !fixed(score, reading)) return null;
    const settled = judge(score, reading);
    return isOutcome(settled) ? settled : null;
  },
});
