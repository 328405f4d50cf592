import type { User } from '#actor';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { CONSENT_TEXT, type Consents, type ConsentsView } from '#schemas/consents';
import { careFactsOf } from './care.store.ts';
import { stateFact } from './state-fact.ts';

/** The most consents that a reply shows. */
const SHOWN = 50;

/** The things that the actor lets apps use, with what they said before. One consistent query. */
export const getConsents = ({ userId }: User): Promise<ConsentsView> => consentsOf(userId);

/**
 * States what the actor lets apps use, as a fact with the version of the text that asked. The same again is no new fact.
 * @throws CONFLICT for another version of the text than the one that stands; NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function setConsents({ userId }: User, given: Consents, now: Date): Promise<ConsentsView> {
  if (given.text !== CONSENT_TEXT)
    throw new DomainError('CONFLICT', 'The text has changed. Show the one that stands, and ask again.', { text: CONSENT_TEXT });
  await stateFact(
    userId,
    (_, { consents }) => ({ fact: isSame(consents, given) ? null : { kind: 'consents' as const, ...given } }),
    now,
  );
  return consentsOf(userId);
}

const isSame = (one: Consents | undefined, other: Consents): boolean =>
  one !== undefined && (Object.keys(other) as (keyof Consents)[]).every((name) => one[name] === other[name]);

async function consentsOf(userId: UserId): Promise<ConsentsView> {
  const facts = await careFactsOf(userId);
  const history = facts.flatMap(({ stated, at }) => {
    if (stated.kind !== 'consents') return [];
    const { kind: _, ...consents } = stated;
    return [{ ...consents, at }];
  });
  return { text: CONSENT_TEXT, now: history.at(-1) ?? null, history: history.toReversed().slice(0, SHOWN) };
}
