import type { User } from '#actor';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import type { Me, ProfileChange } from '#schemas/users';
import { isReserved } from './handle-rules.ts';
import { changeUserPart, claimHandlePart, leaveHandlePart, loadUser, type UserChange } from './user.store.ts';
import { meView } from './user.view.ts';

/**
 * Changes the profile. The names, the claim of a new handle and the hold on the old one are one transaction: nobody ever has two handles,
 * or none.
 * @throws NOT_FOUND when the account is gone; CONFLICT for a handle that cannot be had, or when another change came first
 */
export async function updateMe(actor: User, asked: ProfileChange, now: Date): Promise<Me> {
  const user = await loadUser(actor.userId);
  if (!user) throw new DomainError('NOT_FOUND', 'This account is gone.');
  const change = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as UserChange;
  const { handle } = change;
  const moves = handle !== undefined && handle !== user.handle;
  if (moves && isReserved(handle)) throw handleUnavailable();

  const refused = await transact({
    user: changeUserPart(actor.userId, user.handle, change),
    claim: moves ? claimHandlePart(handle, actor.userId, now) : null,
    leave: moves ? leaveHandlePart(user.handle, actor.userId, now) : null,
  });
  if (refused.has('claim')) throw handleUnavailable();
  if (refused.size > 0)
    throw new DomainError('CONFLICT', 'Your account was changed at the same time. Please look and try again.');
  return meView({ ...user, ...change }, await vault());
}

/** The refusal of a handle that is taken, held or reserved: a caller cannot tell these apart. */
export const handleUnavailable = () => new DomainError('CONFLICT', 'This handle is not available.', { field: 'handle' });
