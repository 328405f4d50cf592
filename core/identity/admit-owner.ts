import { banned } from '#core/limits';
import { banAt, endOfBan, loadUser, type StoredUser } from '#core/users';
import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { writeAppealToken } from './appeal-token.ts';
import { accountDeleting } from './cancel-token.ts';

/**
 * The owner of what somebody has proven, who may sign in. 1 RRU.
 * @throws BANNED for a banned owner, with a token by which they can appeal; ACCOUNT_DELETING for one who has asked to be erased, with a token by
 * which they can cancel that
 */
export async function admitOwner(keys: Vault, userId: UserId, now: Date): Promise<StoredUser> {
  const user = await loadUser(userId);
  if (!user) throw new Error('an identity has no user');
  const ban = banAt(user.ban, now);
  if (ban) throw banned('all', endOfBan(ban), { appealToken: writeAppealToken(keys, userId, now) });
  if (user.deletesAt !== undefined) throw accountDeleting(keys, userId, user.deletesAt, now);
  return user;
}
