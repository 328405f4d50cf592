import type { User } from '#actor';
import { DomainError } from '#errors';
import type { Me } from '#schemas/users';
import { openAddresses } from './open-addresses.ts';
import { loadUser } from './user.store.ts';
import { meView } from './user.view.ts';

/**
 * The account of the actor, private fields included. 1 RRU, and a call of KMS as openAddresses() says.
 * @throws NOT_FOUND when the account is gone although its token is valid
 */
export async function getMe(actor: Pick<User, 'userId'>, now: Date): Promise<Me> {
  const user = await loadUser(actor.userId);
  if (!user) throw new DomainError('NOT_FOUND', 'This account is gone.');
  return meView(user, await openAddresses(user), now);
}
