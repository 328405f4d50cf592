import type { CareStanding, Store } from '#core/gates';
import type { Consents } from '#schemas/consents';
import type { ExclusionTerm } from '#schemas/exclusions';
import type { StakePeriod } from '#schemas/stake-limits';
import { laterEnd } from './exclusion-rules.ts';
import { limitAsked, raiseConfirmed } from './stake-limit-rules.ts';

/** The kinds of facts, each with its values. */
export type CareFact =
  | { readonly kind: 'region'; readonly region: string; readonly timeZone: string }
  | { readonly kind: 'age-signal'; readonly store: Store; readonly upper: number | null }
  | { readonly kind: 'exclusion'; readonly term: ExclusionTerm; readonly until: string }
  | { readonly kind: 'cool-off'; readonly until: string }
  /** An exclusion that the person began with an earlier account. */
  | { readonly kind: 'lasting-exclusion'; readonly until: string }
  | ({ readonly kind: 'consents' } & Consents)
  | { readonly kind: 'reality-check'; readonly minutes: number | null }
  /** Millionths of a unit; null for no limit. */
  | { readonly kind: 'stake-limit'; readonly period: StakePeriod; readonly to: number | null }
  | { readonly kind: 'stake-limit-confirmed'; readonly period: StakePeriod };

/** The sum of no facts. */
export const NO_FACTS: CareStanding = { facts: 0 };

/** The sum of facts with one more. @param at of the fact */
export function withFact(standing: CareStanding, fact: CareFact, at: string): CareStanding {
  const next = { ...standing, facts: standing.facts + 1 };
  switch (fact.kind) {
    case 'region':
      return { ...next, region: fact.region, timeZone: fact.timeZone };
    case 'age-signal':
      return { ...next, ageSignals: { ...standing.ageSignals, [fact.store]: { upper: fact.upper, at } } };
    case 'exclusion':
    case 'cool-off':
    case 'lasting-exclusion':
      return { ...next, excludedUntil: laterEnd(standing.excludedUntil, fact.until) };
    case 'consents': {
      const { kind: _, ...consents } = fact;
      return { ...next, consents };
    }
    case 'stake-limit':
      return withLimits(next, limitAsked(standing.stakeLimits, fact, at));
    case 'stake-limit-confirmed':
      return withLimits(next, raiseConfirmed(standing.stakeLimits, fact.period));
    case 'reality-check': {
      const { realityMinutes: _, ...others } = next;
      return { ...others, ...(fact.minutes !== null && { realityMinutes: fact.minutes }) };
    }
  }
}

function withLimits({ stakeLimits: _, ...others }: CareStanding, limits: CareStanding['stakeLimits']): CareStanding {
  return { ...others, ...(limits && Object.keys(limits).length > 0 && { stakeLimits: limits }) };
}
