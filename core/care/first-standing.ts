import type { CareStanding } from '#core/gates';
import type { Part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { careFactPart } from './care.store.ts';
import { type CareFact, NO_FACTS, withFact } from './standing-rules.ts';

/** The facts that a new account begins with, as parts of the transaction that writes it, and their sum. The parts are never refused. */
interface FirstStanding {
  /** Absent without a fact. */
  readonly standing?: CareStanding;
  readonly parts: Readonly<Record<string, Part>>;
}

/**
 * Plans the first facts about a person. 2 WRU each in the transaction.
 * @param place the place where the person says that they live
 * @param excludedUntil the end of an exclusion that they began with an earlier account
 */
export function firstStanding(
  userId: UserId,
  {
    place,
    excludedUntil,
  }: { readonly place?: { region: string; timeZone: string } | undefined; readonly excludedUntil?: string | undefined },
  now: Date,
): FirstStanding {
  const at = now.toISOString();
  const facts: CareFact[] = [
    ...(place ? [{ kind: 'region', ...place } as const] : []),
    ...(excludedUntil === undefined ? [] : [{ kind: 'lasting-exclusion', until: excludedUntil } as const]),
  ];
  return {
    ...(facts.length > 0 && { standing: facts.reduce((sum, fact) => withFact(sum, fact, at), NO_FACTS) }),
    parts: Object.fromEntries(facts.map((stated, i) => [`fact ${i + 1}`, careFactPart({ userId, number: i + 1, stated, at })])),
  };
}
