import { personalVault } from '#platform/personal-vault';
import type { Me } from '#schemas/users';
import type { StoredUser } from './user.entity.ts';

/**
 * Opens the addresses of a user, or others that were sealed for the user. One call of KMS, unless this process has served the user before;
 * none without addresses.
 */
export async function openAddresses(
  user: Pick<StoredUser, 'userId' | 'dataKey' | 'addresses'>,
  sealed: StoredUser['addresses'] = user.addresses,
): Promise<Me['addresses']> {
  if (sealed.length === 0) return [];
  const keys = await personalVault(user);
  return sealed.map(({ channel, sealed: text, verifiedAt }) => ({ channel, address: keys.open(text), verifiedAt }));
}
