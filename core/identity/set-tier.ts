import type { User } from '#actor';
import { noSuchUser, tierPart } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import type { Tier } from '#schemas/users';
import { MOST_FACTS } from './ban-rules.ts';
import { tierFactPart, tierFactsOf } from './tier.store.ts';

interface TierDecision {
  readonly tier: Tier;
  /** The end of the tier; absent for one without an end. */
  readonly until?: string | undefined;
  readonly reason: string;
}

/**
 * Appends a tier and writes it to the user, in one transaction. Tokens carry it from the next refresh on, and a tier that ends is in none that
 * is minted afterwards. The tier that stands already is no new fact.
 * @throws NOT_FOUND for a user who is gone; INVALID_INPUT for an end in the past; LIMIT_REACHED after 200 facts; UNAVAILABLE when others
 * decide on the user for a second
 */
export async function setTier(actor: User, userId: UserId, { tier, until: end, reason }: TierDecision, now: Date) {
  if (end !== undefined && end <= now.toISOString()) throw invalid('until', 'This end is past.');
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const facts = await tierFactsOf(userId);
    const newest = facts.at(-1);
    const done = { userId, tier, until: end ?? null };
    if (newest?.tier === tier && newest.until === end) return done;
    if (facts.length >= MOST_FACTS) throw new DomainError('LIMIT_REACHED', `A user has at most ${MOST_FACTS} tier facts.`);
    const fact = { userId, number: facts.length + 1, tier, reason, by: actor.userId, at: now.toISOString(), until: end };
    const refused = await transact({ fact: tierFactPart(fact), user: tierPart(userId, tier, end ?? null) }, until);
    if (refused.size === 0) return done;
    if (!refused.has('fact')) throw noSuchUser();
  }
  throw tooBusy();
}
