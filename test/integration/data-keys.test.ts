import { beforeAll, describe, expect, it } from 'vitest';
import { accountUpkeep } from '#core/identity';
import { getMe, loadUser, newUserPart, openAddresses, type StoredUser } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { forgetKeys } from '#platform/kept-keys';
import { isByDataKey, keyOpener, personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { actorOf, identityGround, join, kept, mail, many, now, tag } from '../support/bettors.ts';

/** Addresses are sealed by a data key of each person, which KMS wraps for that person alone. The emulator's KMS holds the context as AWS's does. */
beforeAll(identityGround);

const userOf = async (userId: string) => (await loadUser(userId as UserId)) as StoredUser;
const opened = async (user: StoredUser) => (await openAddresses(user)).map(({ address }) => address);
const differences = async (userId: string) =>
  (await accountUpkeep.audit([userId], now)).flatMap((finding) => finding.differences.map(({ field }) => field));

describe('the address of a new account', () => {
  it('is sealed by a data key that KMS opens for its owner alone', async () => {
    const address = mail('ann');
    const { user: ann } = await join(address);
    const { user: ben } = await join();
    const [stored, other] = [await userOf(ann.id), await userOf(ben.id)];
    expect(stored.addresses.map(({ sealed }) => isByDataKey(sealed))).toEqual([true]);
    expect(await opened(stored)).toEqual([address]);
    const { dataKey } = stored;
    expect(dataKey).not.toBe(other.dataKey);
    await expect(keyOpener().unwrap(dataKey ?? '', ben.id)).rejects.toThrow();
    // Whoever writes another person's texts into their own row reads nothing.
    await expect(opened({ ...other, addresses: stored.addresses })).rejects.toThrow();
    await expect(opened({ ...other, addresses: stored.addresses, dataKey })).rejects.toThrow();
  });
  it('is opened again by a process that knows no data key yet', async () => {
    const address = mail('ann');
    const session = await join(address);
    forgetKeys();
    expect((await getMe(actorOf(session), now)).addresses).toMatchObject([{ channel: 'email', address }]);
  });
});

describe('an account from before there were data keys', () => {
  const older = async () => {
    const [userId, address] = [newId<UserId>(now), mail('ann')];
    const sealed = (await vault()).seal('address', address, userId);
    const at = now.toISOString();
    const facts = { role: 'user', tier: 'free', bio: '', bans: 0, dateOfBirth: '1990-01-01', createdAt: at } as const;
    const addresses = [{ channel: 'email' as const, sealed, verifiedAt: at }];
    await transact({ user: newUserPart({ ...facts, userId, handle: `old_${tag()}`, displayName: 'Old', addresses }) });
    return { userId, address };
  };

  it('is read as before, found by the audit, and sealed once by its repair, also of ten at once', async () => {
    const { userId, address } = await older();
    expect(await opened(await userOf(userId))).toEqual([address]);
    expect(await differences(userId)).toContain('seal');
    const repairs = await many(10, async () => accountUpkeep.repair?.(userId, now));
    expect(kept(repairs).filter((names) => names?.length === 1)).toHaveLength(1);
    const after = await userOf(userId);
    expect(after.addresses.map(({ sealed }) => isByDataKey(sealed))).toEqual([true]);
    expect(await opened(after)).toEqual([address]);
    expect(await differences(userId)).not.toContain('seal');
    expect(await accountUpkeep.repair?.(userId, now)).toEqual([]);
    expect(await userOf(userId)).toEqual(after);
  });
  it('opens what its data key has not sealed, such as the addresses that an undoing brings back', async () => {
    const { userId, address } = await older();
    const before = await userOf(userId);
    await accountUpkeep.repair?.(userId, now);
    expect(await opened({ ...(await userOf(userId)), addresses: before.addresses })).toEqual([address]);
    expect(isByDataKey((await personalVault(await userOf(userId))).seal('x'))).toBe(true);
  });
});
