import type { User } from '#actor';
import { areCurrent, noSuchUser, termsPart, termsRequired } from '#core/users';
import { transact } from '#data/transaction';
import type { TextVersions } from '#schemas/terms';
import { termsFactPart, termsFactsOf } from './terms.store.ts';

/**
 * Appends that the actor accepts the versions that stand, and writes them to the user, in one transaction. Tokens name them from the next
 * refresh on. Done again it changes nothing. 4 WRU; 1 RRU more where they were accepted before.
 * @throws TERMS_REQUIRED for other versions than those that stand; NOT_FOUND for a user who is gone
 */
export async function acceptTerms({ userId }: User, { terms, privacy }: TextVersions, now: Date) {
  if (!areCurrent({ terms, privacy })) throw termsRequired();
  const fact = { userId, terms, privacy, at: now.toISOString() };
  const refused = await transact({ fact: termsFactPart(fact), user: termsPart(userId, { terms, privacy }) });
  if (refused.has('user')) throw noSuchUser();
  const [first] = refused.has('fact') ? (await termsFactsOf(userId)).filter((one) => areCurrent(one)) : [fact];
  return { terms, privacy, acceptedAt: first?.at ?? fact.at };
}
