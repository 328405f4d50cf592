import type { LineStep } from '#core/odds';
import type { Reading } from '../leg.ts';
import type { Outcome } from '../outcome.ts';
import { isScore, type Score, scoreFor } from '../score-rules.ts';

/** An outcome, or the code of the reason why the result cannot be read: such a leg goes to review. */
export type Settled = Outcome | string;
export const isOutcome = (settled: Settled): settled is Outcome => typeof settled === 'object';

/** How one market reads its leg and its result. */
export interface MarketRule {
  /** The selections there are; null: the name of a competitor. */
  readonly selections: readonly string[] | RegExp | null;
  /** The finest step of its line; null: the market has none; `mark`: a line may name the mark, which the facts have already weighed. */
  readonly line: LineStep | 'mark' | null;
  readonly settle: (reading: Reading) => Settled;
  /** The outcome that nothing still to be played could change; null while there is none. */
  readonly decided: (reading: Reading) => Outcome | null;
}

const NEVER = (): null => null;

/** A market that is settled on typed facts alone. */
export const onFacts = (
  selections: MarketRule['selections'],
  line: MarketRule['line'],
  settle: MarketRule['settle'],
  decided: MarketRule['decided'] = NEVER,
): MarketRule => ({ selections, line, settle, decided });

/** A market that is settled on a score; `fixed` tells when no further goal can change it. */
export const onScore = (
  selections: MarketRule['selections'],
  line: MarketRule['line'],
  judge: (score: Score, reading: Reading) => Settled,
  fixed: (score: Score, reading: Reading) => boolean = () => false,
): MarketRule => ({
  selections,
  line,
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
