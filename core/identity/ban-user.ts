import type { System } from '#actor';
import { type Ban, banAt, banPart, userIdByHandle } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { type BanFact, banFactPart, banFactsOf } from './ban.store.ts';
import { standingBan } from './ban-rules.ts';

type Decision = Pick<BanFact, 'kind' | 'reason' | 'endsAt'> & { readonly handle: string };

/**
 * Appends a ban, or the lifting of all that stands, and what now stands against the user, in one transaction. A ban ends all sessions in
 * the same write; that their sockets close and Cognito forgets them follows from it.
 * @throws NOT_FOUND for a handle that nobody has; INVALID_INPUT for an end that is past; UNAVAILABLE when others keep deciding
 */
export async function decideBan(actor: System, { handle, ...decision }: Decision, now: Date) {
  if (decision.endsAt !== undefined && decision.endsAt <= now.toISOString()) throw invalid('endsAt', 'This end is past.');
  const userId = await userIdByHandle(handle);
  if (!userId) throw new DomainError('NOT_FOUND', 'No such user.');
  const standing = await append(actor, userId, decision, now);
  return { userId, banned: banAt(standing, now) !== null, endsAt: standing?.endsAt ?? null };
}

/** Another decision in between is read and taken into account. @throws UNAVAILABLE when decisions keep coming for a second */
async function append(actor: System, userId: UserId, decision: Omit<Decision, 'handle'>, now: Date): Promise<Ban | null> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const facts = await banFactsOf(userId);
    const number = facts.length + 1;
    const fact: BanFact = { userId, number, scope: 'account', by: actor.job, startsAt: now.toISOString(), ...decision };
    const standing = standingBan([...facts, fact]);
    const signedOutAt = fact.kind === 'ban' ? fact.startsAt : null;
    const user = banPart(userId, facts.length, standing, signedOutAt);
    const refused = await transact({ fact: banFactPart(fact), user }, until);
    if (refused.size === 0) return standing;
  }
  throw tooBusy();
}
