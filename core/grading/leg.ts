import type { EventFacts, Facts } from '#schemas/settlement';
import type { Policy } from './policy.ts';
import type { SportRules } from './sports.ts';

/**
 * What a leg says, as far as grading it needs. The words are those of `LegTerms` (schemas/settlement.ts) but typed as open text: a sport, a market or a
 * selection that no rule knows is a leg for review, not an exception. Times are ISO instants.
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
  readonly drawPrice?: boolean | undefined;
  readonly live?: boolean | undefined;
  readonly acceptedAt?: string | undefined;
  readonly startAtAccept?: string | undefined;
}

/** A leg beside everything that is known about its event: what the rules of a market read. */
export interface Reading {
  readonly leg: LegToGrade;
  readonly period: string;
  /** The line in quarters; zero for a market without one. */
  readonly line: number;
  readonly event: EventFacts;
  readonly facts: Facts;
  readonly sport: SportRules;
  readonly policy: Policy;
}
