import type { System } from '#actor';
import { endAllPart } from '#core/limits';
import { noSuchUser, rolePart, userIdByHandle } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import type { Role } from '#schemas/users';
import { MOST_FACTS } from './ban-rules.ts';
import { roleFactPart, roleFactsOf } from './role.store.ts';
import { standingRole } from './role-rules.ts';

interface RoleDecision {
  readonly handle: string;
  readonly role: Role;
  readonly reason: string;
}

/**
 * Appends a role and writes it to the user, in one transaction. Tokens carry it from the next refresh on. A lower role ends all sessions in
 * the same write, and their access tokens, which name the old role; projections of it close the sockets and end the sign-ins at Cognito. A
 * role that the user has already is no new fact.
 * @throws NOT_FOUND for an unknown handle; LIMIT_REACHED after 200 facts; UNAVAILABLE when others decide on the user for a second
 */
export async function setRole(actor: System, { handle, role, reason }: RoleDecision, now: Date) {
  const userId = await userIdByHandle(handle);
  if (!userId) throw noSuchUser();
  const done = await append(actor, userId, { role, reason }, now);
  return { userId, role, changed: done.changed, signedOut: done.demoted };
}

async function append(
  actor: System,
  userId: UserId,
  { role, reason }: Omit<RoleDecision, 'handle'>,
  now: Date,
): Promise<{ changed: boolean; demoted: boolean }> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const facts = await roleFactsOf(userId);
    const standing = standingRole(facts);
    if (standing.role === role) return { changed: false, demoted: standing.demoted };
    const fact = { userId, number: facts.length + 1, role, reason, by: actor.job, at: now.toISOString() };
    const { demoted } = standingRole([...facts, fact]);
    // A role can always be taken away.
    if (facts.length >= MOST_FACTS && !demoted)
      throw new DomainError('LIMIT_REACHED', `A user has at most ${MOST_FACTS} role facts: a role can only be taken away.`);
    const user = rolePart(userId, role, demoted ? fact.at : null);
    const refused = await transact({ fact: roleFactPart(fact), user, tokens: demoted ? endAllPart(userId, now) : null }, until);
    if (refused.size === 0) return { changed: true, demoted };
    if (!refused.has('fact')) throw new DomainError('NOT_FOUND', 'This account is gone.');
    // Another operator decided in between: decide again from the newest facts.
  }
  throw tooBusy();
}
