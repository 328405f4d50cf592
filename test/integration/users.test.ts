import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '#actor';
import { statsOf } from '#core/stats';
import { cardsOf, getMe, getProfile, updateMe } from '#core/users';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { actorOf, DAY, identityGround, join, kept, later, lost, many, now, refused, tag } from '../support/bettors.ts';
import { anyone } from '../support/facts.ts';

vi.mock('../../core/identity/cognito.ts', () => import('../support/mint.ts'));

beforeAll(identityGround);

describe('a handle', () => {
  it('moves in one piece, and the old one is held for who left it, thirty days', async () => {
    const ann = actorOf(await join());
    const bob = actorOf(await join());
    const [first, second, third] = [`a_${tag()}`, `b_${tag()}`, `c_${tag()}`];
    await updateMe(ann, { handle: first }, now);
    expect((await updateMe(ann, { handle: second }, now)).handle).toBe(second);
    await expect(getProfile(anyone, first, statsOf, now)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(updateMe(bob, { handle: first }, later(30 * DAY - 2_000))).rejects.toEqual(
      refused('CONFLICT', { field: 'handle' }),
    );
    expect((await updateMe(ann, { handle: first }, later(DAY))).handle).toBe(first);
    await expect(updateMe(bob, { handle: second }, later(2 * DAY))).rejects.toEqual(refused('CONFLICT'));
    await updateMe(ann, { handle: third }, later(DAY));
    expect((await updateMe(bob, { handle: first }, later(31 * DAY + 1_000))).handle).toBe(first);
    await expect(updateMe(ann, { handle: first }, later(32 * DAY))).rejects.toEqual(refused('CONFLICT'));
  });

  it('goes to one of ten who want it at once', async () => {
    const people: User[] = [];
    for (let i = 0; i < 10; i++) people.push(actorOf(await join()));
    const handle = `w_${tag()}`;
    const tries = await many(10, (i) => updateMe(people[i] as User, { handle }, now));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(Array(9).fill('CONFLICT'));
  });

  it('changed ten times at once by one person leaves them exactly one', async () => {
    const ann = actorOf(await join());
    const handles = Array.from({ length: 10 }, () => `m_${tag()}`);
    const tries = await many(10, (i) => updateMe(ann, { handle: handles[i] ?? '' }, now));
    const { handle } = await getMe(ann);
    expect(kept(tries).length).toBeGreaterThan(0);
    expect(handles).toContain(handle);
    const owned = kept(await many(10, (i) => getProfile(anyone, handles[i] ?? '', statsOf, now)));
    expect(owned).toEqual([expect.objectContaining({ id: ann.userId, handle })]);
  });

  it('stays when only the rest changes, and the same one again is no change', async () => {
    const ann = actorOf(await join());
    const { handle } = await getMe(ann);
    const changed = await updateMe(ann, { handle, displayName: 'Ann the Second', bio: 'I pick.\nAnd win.' }, now);
    expect(changed).toMatchObject({ handle, displayName: 'Ann the Second', bio: 'I pick.\nAnd win.' });
    expect(await getMe(ann)).toEqual(changed);
  });

  it('of an account that is gone cannot be changed', async () => {
    const ghost: User = { kind: 'user', userId: newId<UserId>(now), role: 'user', tier: 'free', origin: 'x' };
    await expect(getMe(ghost)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(updateMe(ghost, { bio: 'boo' }, now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('a profile', () => {
  it('shows who somebody is and how they do, nothing private, by any spelling of the handle', async () => {
    const { user } = await join();
    const profile = await getProfile(anyone, user.handle.toUpperCase(), statsOf, now);
    expect(profile).toEqual({
      id: user.id,
      handle: user.handle,
      displayName: 'Ann',
      bio: '',
      createdAt: user.createdAt,
      stats: expect.objectContaining({ timeframe: 'all', placed: 0, decided: 0, profitUnits: '0.000000', roiPercent: null }),
    });
  });

  it('is nobody for a handle that nobody has', async () => {
    await expect(getProfile(anyone, `nobody_${tag()}`, statsOf, now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('cards', () => {
  it('come for all who are there, however many are asked for', async () => {
    const ann = actorOf(await join());
    const strangers = Array.from({ length: 250 }, () => newId<UserId>(now));
    const cards = await cardsOf([ann.userId, ...strangers, ann.userId], now);
    expect([...cards.keys()]).toEqual([ann.userId]);
    expect(cards.get(ann.userId)).toMatchObject({ displayName: 'Ann', banned: false });
  });
});
