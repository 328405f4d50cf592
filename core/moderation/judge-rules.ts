import type { User } from '#actor';
import { DomainError } from '#errors';
import { ROLES } from '#schemas/permissions';

const rank = (role: User['role']): number => ROLES.indexOf(role);

/** Refuses a decision on oneself, and on somebody of the same role or a higher one: an operator decides on those. @throws FORBIDDEN */
export function assertMayJudge(actor: User, target: { readonly userId: string; readonly role: User['role'] }): void {
  if (target.userId === actor.userId) throw new DomainError('FORBIDDEN', 'This is about you: somebody else has to decide.');
  if (rank(target.role) >= rank(actor.role))
    throw new DomainError('FORBIDDEN', 'This is about somebody of your own role, or a higher one.');
}
