import type { System } from '#actor';
import { rolePart, userIdByHandle } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import type { Role } from '#schemas/users';
import { roleFactPart, roleFactsOf } from './role.store.ts';
import { standingRole } from './role-rules.ts';

interface Asked {
  readonly handle: string;
  readonly role: Role;
  readonly reason: string;
}

/**
 * Appends a role fact and writes the role to the user, in one transaction; tokens say it from the next refresh on. A lower role ends all
 * sessions in the same write, so that the old one lasts no longer than the 15 minutes of an access token; that sockets close and Cognito
 * forgets the sessions follows from it. The role that somebody has already is no new fact.
 * @throws NOT_FOUND for a handle that nobody has
 */
export async function setRole(actor: System, { handle, role, reason }: Asked, now: Date) {
  const userId = await userIdByHandle(handle);
  if (!userId) throw new DomainError('NOT_FOUND', 'No such user.');
  const done = await append(actor, userId, { role, reason }, now);
  return { userId, role, changed: done.changed, signedOut: done.demoted };
}

async function append(
  actor: System,
  userId: UserId,
  { role, reason }: Omit<Asked, 'handle'>,
  now: Date,
): Promise<{ changed: boolean; demoted: boolean }> {
  const facts = await roleFactsOf(userId);
  const standing = standingRole(facts);
  if (standing.role === role) return { changed: false, demoted: standing.demoted };
  const fact = { userId, number: facts.length + 1, role, reason, by: actor.job, at: now.toISOString() };
  const { demoted } = standingRole([...facts, fact]);
  const refused = await transact({ fact: roleFactPart(fact), user: rolePart(userId, role, demoted ? fact.at : null) });
  if (refused.size === 0) return { changed: true, demoted };
  if (!refused.has('fact')) throw new DomainError('NOT_FOUND', 'This account is gone.');
  // Somebody else decided in between.
  return append(actor, userId, { role, reason }, now);
}
