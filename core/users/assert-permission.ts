import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { PERMISSIONS, type Permission } from '#schemas/permissions';
import type { Role } from '#schemas/users';
import { loadUser } from './user.store.ts';
import { banAt } from './user.view.ts';

const has = (role: Role, permission: Permission): boolean => (PERMISSIONS[role] as readonly Permission[]).includes(permission);

/**
 * Refuses a caller whose token or whose stored role does not have a permission, since a token may be 15 minutes older than the loss of a
 * role. 1 RRU; nothing for a token that does not have it.
 * @throws FORBIDDEN
 */
export async function assertPermission(actor: Viewer, permission: Permission, now: Date): Promise<void> {
  const user = actor.kind === 'user' && has(actor.role, permission) ? await loadUser(actor.userId) : null;
  if (user && has(user.role, permission) && !banAt(user.ban, now)) return;
  throw new DomainError('FORBIDDEN', 'Your role does not allow this.');
}
