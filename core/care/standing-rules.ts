import type { CareStanding, Store } from '#core/gates';
import type { Consents } from '#schemas/consents';
import type { ExclusionTerm } from '#schemas/exclusions';
import { laterEnd } from './exclusion-rules.ts';

/** The kinds of facts, each with its values. */
export type CareFact =
  | { readonly kind: 'region'; readonly region: string; readonly timeZone: string }
  | { readonly kind: 'age-signal'; readonly store: Store; readonly upper: number | null }
  | { readonly kind: 'exclusion'; readonly term: ExclusionTerm; readonly until: string }
  | { readonly kind: 'cool-off'; readonly until: string }
  /** An exclusion that the person began with an earlier account. */
  | { readonly kind: 'lasting-exclusion'; readonly until: string }
  | ({ readonly kind: 'consents' } & Consents)
  | { readonly kind: 'reality-check'; readonly minutes: number | null };

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
    case 'reality-check': {
      const { realityMinutes: _, ...others } = next;
      return { ...others, ...(fact.minutes !== null && { realityMinutes: fact.minutes }) };
    }
  }
}
