import type { System } from '#actor';
import { banTokensPart } from '#core/limits';
import { type Ban, banAt, banPart, noSuchUser, userIdByHandle } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { invalid } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { type BanFact, banFactPart, banFactsOf } from './ban.store.ts';
import { assertBanFits, standingBan } from './ban-rules.ts';

type BanDecision = Pick<BanFact, 'kind' | 'reason' | 'endsAt'> & { readonly handle: string };

/**
 * Appends a ban, or the lifting of all bans, and writes the ban in force to the user, and to the row that counts their calls, in one
 * transaction: from that write on their access tokens are refused. A ban ends all sessions in the same write; projections of it close the
 * sockets and end the sign-ins at Cognito.
 * @returns the user's id and the ban in force
 * @throws NOT_FOUND for an unknown handle; INVALID_INPUT for an end in the past; LIMIT_REACHED after 200 facts; UNAVAILABLE when others decide on the user for a second
 */
export async function decideBan(actor: System, { handle, ...decision }: BanDecision, now: Date) {
  if (decision.endsAt !== undefined && decision.endsAt <= now.toISOString()) throw invalid('endsAt', 'This end is past.');
  const userId = await userIdByHandle(handle);
  if (!userId) throw noSuchUser();
  const standing = await append(actor, userId, decision, now);
  return { userId, banned: banAt(standing, now) !== null, endsAt: standing?.endsAt ?? null };
}

/** Decides again from the newest facts when another operator decides in between. @throws UNAVAILABLE when that happens for a second */
async function append(actor: System, userId: UserId, decision: Omit<BanDecision, 'handle'>, now: Date): Promise<Ban | null> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const facts = await banFactsOf(userId);
    assertBanFits(facts, decision);
    const number = facts.length + 1;
    const fact: BanFact = { userId, number, scope: 'account', by: actor.job, startsAt: now.toISOString(), ...decision };
    const standing = standingBan([...facts, fact]);
    const signedOutAt = fact.kind === 'ban' ? fact.startsAt : null;
    const user = banPart(userId, facts.length, standing, signedOutAt);
    const tokens = banTokensPart(userId, standing && { scope: fact.scope, endsAt: standing.endsAt }, now);
    const refused = await transact({ fact: banFactPart(fact), user, tokens }, until);
    if (refused.size === 0) return standing;
  }
  throw tooBusy();
}
