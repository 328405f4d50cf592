import type { User } from '#actor';
import { excludeTokensPart } from '#core/limits';
import type { ExclusionTerm } from '#schemas/exclusions';
import { coolOffEnd, exclusionEnd, laterEnd } from './exclusion-rules.ts';
import type { CareFact } from './standing-rules.ts';
import { stateFact } from './state-fact.ts';

/**
 * States that the actor excludes themselves, as a fact, in one transaction with the user, their card and the row of the caller: it holds
 * from the next call on, on all devices. Nothing shortens it. 1 RRU and 8 WRU. It stands in no log.
 * @throws NOT_FOUND for a user who is gone; UNAVAILABLE when others write to the user for a second
 */
export const exclude = (actor: User, term: ExclusionTerm, now: Date): Promise<{ readonly excludedUntil: string }> =>
  close(actor, { kind: 'exclusion', term, until: exclusionEnd(term, now) }, now);

/** States that the actor takes a break of some hours. All else is as for exclude(). */
export const coolOff = (actor: User, hours: number, now: Date): Promise<{ readonly excludedUntil: string }> =>
  close(actor, { kind: 'cool-off', until: coolOffEnd(hours, now) }, now);

async function close(actor: User, fact: Extract<CareFact, { readonly until: string }>, now: Date) {
  const { standing } = await stateFact(
    actor.userId,
    (_, { excludedUntil }) => ({
      fact,
      unbounded: true,
      parts: { tokens: excludeTokensPart(actor.userId, laterEnd(excludedUntil, fact.until), now) },
    }),
    now,
  );
  return { excludedUntil: standing.excludedUntil ?? fact.until };
}
