import type { User } from '#actor';
import { DomainError } from '#errors';
import { loadUser } from './user.store.ts';
import { banAt } from './user.view.ts';

/**
 * Who acts as an admin is one now, and not only in a token of up to 15 minutes ago: a second person must not be somebody who has left. 1 RRU.
 * @throws FORBIDDEN
 */
export async function assertAdmin(actor: User, now: Date): Promise<void> {
  const user = await loadUser(actor.userId);
  if (user?.role !== 'admin' || banAt(user.ban, now)) throw new DomainError('FORBIDDEN', 'This is for admins.');
}
