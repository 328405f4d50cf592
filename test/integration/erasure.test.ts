import { beforeAll, describe, expect, it } from 'vitest';
import { accountUpkeep, register, sendCode, tokenClaims } from '#core/identity';
import { loadUser, userUpkeep } from '#core/users';
import type { UserId } from '#schemas/common';
import type { BanScope } from '#schemas/users';
import { writeBan } from '../../core/identity/ban-user.ts';
import { form, identityGround, join, later, mail, network, now, refused, tokenFor } from '../support/bettors.ts';
import { anyone } from '../support/make/users.ts';

/** Somebody's account is erased. */

beforeAll(identityGround);

const DAY = 86_400_000;

async function erased(address: string, bans: readonly (readonly [BanScope, string | undefined])[] = []) {
  const { user, deviceToken } = await join(address);
  for (const [scope, endsAt] of bans)
    await writeBan(user.id, { kind: 'ban', scope, reason: 'Spam.', by: 'somebody', ...(endsAt && { endsAt }) }, now);
  for (let i = 0; i < 2; i++) for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id);
  return { userId: user.id, deviceToken };
}

describe('an account that was erased', () => {
  it('is gone with its handle and its card, and its address may register anew', async () => {
    const address = mail('ann');
    const { user } = await join(address);
    for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id);
    expect(await loadUser(user.id)).toBeNull();
    const again = await register(anyone, form(await tokenFor(address), user.handle), now);
    expect(again.user).toMatchObject({ handle: user.handle, bans: [] });
    expect(again.user.id).not.toBe(user.id);
    // A repeat that comes late takes nothing from the new account.
    for (const upkeep of [accountUpkeep, userUpkeep]) await upkeep.erase?.(user.id);
    expect(await loadUser(again.user.id)).toMatchObject({ handle: user.handle });
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
});
