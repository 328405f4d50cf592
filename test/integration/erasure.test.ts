import { beforeAll, describe, expect, it } from 'vitest';
import { careUpkeep, exclude } from '#core/care';
import { accountUpkeep, register, sendAddressCode, sendCode, setAddress, tokenClaims } from '#core/identity';
import { loadUser, updateMe, userUpkeep } from '#core/users';
import type { UserId } from '#schemas/common';
import type { BanScope } from '#schemas/users';
import { writeBan } from '../../core/identity/ban-user.ts';
import { actorOf, email, form, identityGround, join, later, mail, network, now, refused, tokenFor } from '../support/bettors.ts';
import { codesWaiting } from '../support/codes.ts';
import { anyone } from '../support/make/users.ts';

/** Somebody's account is erased. */

beforeAll(identityGround);

const DAY = 86_400_000;

async function erased(address: string, bans: readonly (readonly [BanScope, string | undefined])[] = []) {
  const { user, deviceToken } = await join(address);
  for (const [scope, endsAt] of bans)
    await writeBan(user.id, { kind: 'ban', scope, reason: 'Spam.', by: 'somebody', ...(endsAt && { endsAt }) }, now);
  for (let i = 0; i < 2; i++) for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id, now);
  return { userId: user.id, deviceToken };
}

describe('an account that was erased', () => {
  it('is gone with its card, and its address may register anew', async () => {
    const address = mail('ann');
    const { user } = await join(address);
    for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id, now);
    expect(await loadUser(user.id)).toBeNull();
    const again = await register(anyone, form(await tokenFor(address)), now);
    expect(again.user).toMatchObject({ bans: [] });
    expect(again.user.id).not.toBe(user.id);
    // A repeat that comes late takes nothing from the new account.
    for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id, now);
    expect(await loadUser(again.user.id)).toMatchObject({ handle: again.user.handle });
    await expect(tokenFor(address)).rejects.toThrow('has an account');
  });

  it('leaves no device that asks for codes of its own', async () => {
    const address = mail('ann');
    const { deviceToken } = await erased(address);
    // The registration was the first of three.
    for (let i = 0; i < 2; i++) await sendCode(anyone, { channel: 'email', address, deviceToken }, network(), now);
    await expect(sendCode(anyone, { channel: 'email', address, deviceToken }, network(), now)).rejects.toEqual(
      refused('RATE_LIMITED'),
    );
  });

  it('that was banned keeps its address from a new one until the end of the ban', async () => {
    const address = mail('ann');
    await erased(address, [['all', later(DAY).toISOString()]]);
    await expect(register(anyone, form(await tokenFor(address)), now)).rejects.toEqual(refused('BANNED', { scope: 'all' }));
    const after = later(DAY + 1_000);
    expect((await register(anyone, form(await tokenFor(address, after)), after)).user.bans).toEqual([]);
  });

  it('that was banned from parts of the app hands these bans to the next one, whose token has them', async () => {
    const address = mail('ann');
    const endsAt = new Date(Math.floor(later(DAY).getTime() / 1000) * 1000).toISOString();
    await erased(address, [
      ['posting', endsAt],
      ['messaging', undefined],
    ]);
    const { user } = await register(anyone, form(await tokenFor(address)), now);
    expect(user.bans).toMatchObject([
      { scope: 'posting', endsAt },
      { scope: 'messaging', endsAt: null },
    ]);
    expect((await tokenClaims(user.id, now)).claims).toMatchObject({ postingBan: endsAt });
    expect(await accountUpkeep.audit([user.id as UserId], now)).toEqual([]);
  });

  it('keeps its handle from everybody for 90 days', async () => {
    const { user } = await join();
    for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id, now);
    const ben = actorOf(await join());
    const before = later(90 * DAY - 1_000);
    await expect(updateMe(ben, { handle: user.handle }, before)).rejects.toEqual(refused('CONFLICT', { field: 'handle' }));
    await expect(register(anyone, form(await tokenFor(mail('cy'), before), user.handle), before)).rejects.toEqual(
      refused('CONFLICT', { field: 'handle' }),
    );
    expect(await updateMe(ben, { handle: user.handle }, later(90 * DAY + 1_000))).toMatchObject({ handle: user.handle });
  });
});

describe('an exclusion', () => {
  const endOf = async (userId: UserId, at = now) => (await tokenClaims(userId, at)).claims.excludedUntil;

  it('goes on to its end in a new account of the address, and through a second erasure', async () => {
    const address = mail('ann');
    const first = await join(address);
    const { excludedUntil } = await exclude(actorOf(first), '6_months', now);
    let userId = first.user.id;
    for (let i = 0; i < 2; i++) {
      for (const upkeep of [careUpkeep, accountUpkeep, userUpkeep]) await upkeep.erase?.(userId, now);
      const again = await register(anyone, form(await tokenFor(address)), now);
      expect(again.user.id).not.toBe(userId);
      userId = again.user.id;
      expect(await endOf(userId)).toBe(excludedUntil);
      for (const upkeep of [careUpkeep, accountUpkeep, userUpkeep]) expect(await upkeep.audit([userId], now)).toEqual([]);
    }
    expect(await endOf(userId, new Date(excludedUntil))).toBeUndefined();
  });

  it('that is over when the address registers again is none', async () => {
    const address = mail('ann');
    const { user } = await join(address);
    const { excludedUntil } = await exclude({ ...actorOf(await join()), userId: user.id }, '6_months', now);
    for (const upkeep of [careUpkeep, accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id, now);
    const after = new Date(Date.parse(excludedUntil) + 1_000);
    const again = await register(anyone, form(await tokenFor(address, after)), after);
    expect((await loadUser(again.user.id))?.standing).toBeUndefined();
  });

  it('stays on an address that the person leaves', async () => {
    const [address, next] = [mail('ann'), mail('ann')];
    const ann = actorOf(await join(address));
    const { excludedUntil } = await exclude(ann, '1_year', now);
    const { attemptToken } = await sendAddressCode(ann, email(next), network(), now);
    const code = (await codesWaiting()).get(next) ?? '';
    await setAddress(ann, { ...email(next), attemptToken, code }, now);
    const { user } = await register(anyone, form(await tokenFor(address)), now);
    expect(await endOf(user.id)).toBe(excludedUntil);
  });

  it('that is longer on the address is not made shorter by a shorter one', async () => {
    const address = mail('ann');
    const first = await join(address);
    const { excludedUntil } = await exclude(actorOf(first), '5_years', now);
    await accountUpkeep.erase?.(first.user.id, now);
    await userUpkeep.erase?.(first.user.id, now);
    const again = await register(anyone, form(await tokenFor(address)), now);
    await exclude(actorOf(again), '6_months', now);
    await accountUpkeep.erase?.(again.user.id, now);
    await userUpkeep.erase?.(again.user.id, now);
    const { user } = await register(anyone, form(await tokenFor(address)), now);
    expect(await endOf(user.id)).toBe(excludedUntil);
  });
});

describe('a refusal for the age', () => {
  it('stays with the address when another account of the person is erased', async () => {
    const [address, other] = [mail('ann'), mail('ann')];
    const young = { ...form(await tokenFor(address)), dateOfBirth: '2015-01-01' };
    await expect(register(anyone, young, now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
    await erased(other);
    await expect(register(anyone, form(await tokenFor(address)), now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
  });
});
