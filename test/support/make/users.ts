import type { Public, User } from '#actor';
import { updateSearchRows } from '#core/search';
import { claimHandlePart, newUserPart } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { newDataKey } from '#platform/new-data-key';
import { personalVault } from '#platform/personal-vault';
import type { UserId } from '#schemas/common';

/** Callers of use cases that a test runs in its own process. */

/** A caller without a token. */
export const anyone: Public = { kind: 'public', address: '192.0.2.1' };

/** A caller with a valid token, of whom the table has no row. */
export const tokenHolder = (now: Date, role: User['role'] = 'user'): User => ({
  kind: 'user',
  userId: newId<UserId>(now),
  role,
  tier: 'free',
  origin: 'test',
});

/** A registered bettor, stored with the handle, and found by it. @param email a proven address */
export async function bettor(handle: string, now: Date, email?: string): Promise<User> {
  const user = tokenHolder(now);
  const at = now.toISOString();
  const dataKey = email === undefined ? undefined : await newDataKey(user.userId);
  const sealed = email && (await personalVault({ userId: user.userId, dataKey })).seal(email);
  const addresses = sealed ? [{ channel: 'email' as const, sealed, verifiedAt: at }] : [];
  const access = { role: 'user' as const, tier: 'free' as const, ageVerifiedAt: at, addresses, bans: 0 };
  const stored = {
    userId: user.userId,
    handle,
    displayName: handle,
    bio: '',
    dateOfBirth: '1990-01-01',
    createdAt: at,
    ...(dataKey && { dataKey }),
    ...access,
  };
  await transact({ user: newUserPart(stored), handle: claimHandlePart(handle, user.userId, now) });
  await updateSearchRows.run(user.userId, now);
  return user;
}
