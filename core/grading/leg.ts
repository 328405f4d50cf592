import type { MarketRow } from '#schemas/market-shapes';
import type { EventToGrade, ResultFacts } from '#schemas/settlement';
import type { LegOutcome } from './outcome.ts';
import type { Policy } from './policy.ts';
import type { SportRules } from './sport-rules.ts';

/**
 * The terms of a leg that grading reads: `LegInput` (schemas/settlement.ts) typed as open text, since a sport, market or selection that no
 * rule knows goes to review and does not throw. Times are ISO instants.
 */
export interface LegToGrade {
  readonly sport: string;
  readonly market: string;
  readonly period?: string | undefined;
  readonly selection: string;
  readonly line?: string | null | undefined;
  readonly lineUnit?: 'games' | 'sets' | undefined;
  readonly subject?: string | undefined;
  readonly stat?: string | undefined;
  readonly opponents?: readonly string[] | undefined;
  readonly listedPitchers?: boolean | undefined;
  readonly pitchers?: { readonly home?: string | undefined; readonly away?: string | undefined } | undefined;
  readonly drawPrice?: boolean | undefined;
  readonly live?: boolean | undefined;
  readonly acceptedAt?: string | undefined;
  readonly startAtAccept?: string | undefined;
}

/** A leg beside all that is known of its event: the input of a market's rule. */
export interface Reading {
  readonly leg: LegToGrade;
  readonly market: MarketRow;
  readonly rule: MarketRule;
  readonly period: string;
  /** The line in quarters; zero for a market without one. */
  readonly line: number;
  readonly event: EventToGrade;
  readonly facts: ResultFacts;
  readonly sport: SportRules;
  readonly policy: Policy;
}

/** An outcome, or the code of the reason why the result cannot be read: such a leg goes to review. */
export type RuleResult = LegOutcome | string;

/** The engine's part of a market; its words are the row of the same name in `MARKETS` (schemas/markets.ts). */
export interface MarketRule {
  readonly settle: (reading: Reading) => RuleResult;
  /**
   * The outcome that nothing still to be played could change; null while there is none. A code where the facts that would tell contradict
   * each other.
   */
  readonly decided: (reading: Reading) => RuleResult | null;
  /**
   * The shortest play that makes the result of a stopped game official, in falling order of what is enough: `award` takes also a forfeit and
   * one set of tennis, `winner` five innings of baseball, `sides` the minutes at which a sport's sides stand, `full` needs the minutes of its
   * totals.
   */
  readonly official: 'award' | 'winner' | 'sides' | 'full';
  /** The unit in which the score of a tennis match is read, unless the leg names one. */
  readonly tennis: 'sets' | 'games';
  /**
   * The selections of which exactly one wins: `all`, those of the same `team`, or `none` where several can win. A margin is taken out of
   * their prices.
   */
  readonly exclusive: 'all' | 'team' | 'none';
}
