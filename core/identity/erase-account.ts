import { loadUser, openAddresses, type StoredUser } from '#core/users';
import { transact } from '#data/transaction';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { addressBansPart } from './address-ban.store.ts';
import { eraseAddressChanges } from './address-change.store.ts';
import { addressExclusionPart } from './address-exclusion.store.ts';
import { identityKey } from './address-rules.ts';
import { eraseDevices } from './device.store.ts';
import { releaseIdentityPart } from './registration.store.ts';
import { eraseSessions } from './session.store.ts';
import { eraseTerms } from './terms.store.ts';

/**
 * Deletes all that signing in keeps about a user, whose tokens have to be refused already, and gives their addresses and identities free; the
 * stream has a sign-in at Apple revoked. Bans and an exclusion that stand go over to the addresses and identities in the same write as each is
 * released, so that a new account does not end them. It needs the user's own row, which core/users deletes after it.
 */
export async function eraseAccount(userId: UserId): Promise<void> {
  const user = await loadUser(userId);
  // An address that a call before has released may belong to somebody else by now: the transaction is refused then.
  for (const key of user ? await addressKeysOf(user) : [])
    await transact({
      bans: user && addressBansPart(key, user),
      exclusion: user && (await addressExclusionPart(key, user)),
      identity: releaseIdentityPart(key, userId),
    });
  await eraseAddressChanges(userId);
  await eraseDevices(userId);
  await eraseSessions(userId);
  await eraseTerms(userId);
}

/** The lookup keys of a user's addresses and identities. */
export async function addressKeysOf(
  user: Pick<StoredUser, 'userId' | 'dataKey' | 'addresses' | 'identities'>,
): Promise<string[]> {
  const { identities = [] } = user;
  const [keys, opened] = await Promise.all([vault(), openAddresses(user)]);
  return [
    ...opened.map(({ channel, address }) => identityKey(keys, channel, address)),
    ...identities.map((identity) => identity.identityKey),
  ];
}
