import { addressSealsPart, loadUser, openAddresses, type StoredUser } from '#core/users';
import { transact } from '#data/transaction';
import { newDataKey } from '#platform/new-data-key';
import { isByDataKey, personalVault } from '#platform/personal-vault';
import type { UserId } from '#schemas/common';

/** True for a user with an address that the secret of the deployment seals, as all were before there were data keys. */
export const isSealedBySecret = ({ addresses }: Pick<StoredUser, 'addresses'>): boolean =>
  addresses.some(({ sealed }) => !isByDataKey(sealed));

/**
 * Seals the addresses of a user by a data key of theirs. A repeat changes nothing; a change of the addresses in between refuses it, and the next
 * walk tries again. 1 RRU and 2 WRU.
 * @returns true when it wrote
 */
export async function sealByDataKey(userId: UserId): Promise<boolean> {
  const user = await loadUser(userId);
  if (!user || !isSealedBySecret(user)) return false;
  const dataKey = user.dataKey ?? (await newDataKey(userId));
  const [opened, own] = await Promise.all([openAddresses(user), personalVault({ userId, dataKey })]);
  const addresses = opened.map(({ channel, address, verifiedAt }) => ({ channel, sealed: own.seal(address), verifiedAt }));
  return (await transact({ user: addressSealsPart(user, { addresses, dataKey }) })).size === 0;
}
