import type { CareStanding } from '#core/gates';
import { loadUser, noSuchUser, type StoredUser, standingPart } from '#core/users';
import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { careFactPart } from './care.store.ts';
import { type CareFact, NO_FACTS, withFact } from './standing-rules.ts';

/** The most facts of a person. Facts that close something to them are taken beyond it. */
export const MOST_CARE_FACTS = 1_000;

/** A decision on a person's standing. */
interface FactDecision {
  /** Null for a fact that stands already: nothing is written. */
  readonly fact: CareFact | null;
  /** Further parts of the transaction. One that is refused has the decision made anew. */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Taken also beyond the bound of facts. */
  readonly unbounded?: true;
}

/**
 * Appends a fact about a person and writes the sum of their facts to the user, in one transaction. 1 RRU and 4 WRU; nothing is written for a
 * fact that stands already.
 * @param decide by the user as they are; it may throw, and is asked again when another fact came first
 * @returns the user and the sum as they are then
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED for one with MOST_CARE_FACTS; UNAVAILABLE when others write to the user for a second
 */
export async function stateFact(
  userId: UserId,
  decide: (user: StoredUser, standing: CareStanding) => FactDecision | Promise<FactDecision>,
  now: Date,
): Promise<{ readonly user: StoredUser; readonly standing: CareStanding }> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const user = await loadUser(userId);
    if (!user) throw noSuchUser();
    const standing = user.standing ?? NO_FACTS;
    const { fact, parts, unbounded } = await decide(user, standing);
    if (!fact) return { user, standing };
    if (standing.facts >= MOST_CARE_FACTS && !unbounded)
      throw new DomainError('LIMIT_REACHED', 'Too many changes of these settings were made.');
    const at = now.toISOString();
    const after = withFact(standing, fact, at);
    const refused = await transact(
      { fact: careFactPart({ userId, number: after.facts, stated: fact, at }), user: standingPart(userId, after), ...parts },
      until,
    );
    if (refused.size === 0) return { user: { ...user, standing: after }, standing: after };
  }
  throw tooBusy();
}
