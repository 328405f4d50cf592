import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { getProfile } from '#core/graph';
import { register } from '#core/identity';
import { statsOf } from '#core/stats';
import { banPart, cardsFor, cardsOf, claimHandlePart, getMe, loadUser, type StoredUser, updateMe } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { cardOf } from '../../core/users/card-rules.ts';
import { loadCards } from '../../core/users/user.store.ts';
import {
  actorOf,
  DAY,
  form,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  now,
  refused,
  tag,
  tokenFor,
} from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { anyone } from '../support/make/users.ts';
import { followSocial } from '../support/social.ts';
import { differencesIn } from '../support/upkeep.ts';

beforeAll(identityGround);

/** @returns whether a stranger could have the handle now */
const claim = async (handle: string): Promise<boolean> =>
  (await transact({ claim: claimHandlePart(handle, newId<UserId>(now), now) })).size === 0;

describe('a handle', () => {
  it('changes in one transaction, and the old one is held thirty days for its user', async () => {
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
    await updateMe(ann, { handle: third }, later(8 * DAY));
    expect((await updateMe(bob, { handle: first }, later(38 * DAY + 1_000))).handle).toBe(first);
    await expect(updateMe(ann, { handle: first }, later(39 * DAY))).rejects.toEqual(refused('CONFLICT'));
    await followSocial();
    expect(await differencesIn({ user: [ann.userId, bob.userId] }, later(39 * DAY))).toEqual([]);
  });

  it('changes freely on the first day, then once in seven days, and other fields at any time', async () => {
    const ann = actorOf(await join());
    for (let i = 0; i < 5; i++) await updateMe(ann, { handle: `f_${tag()}` }, later(DAY - 1));
    await updateMe(ann, { handle: `f_${tag()}` }, later(DAY));
    await expect(updateMe(ann, { handle: `f_${tag()}`, bio: 'No.' }, later(2 * DAY))).rejects.toEqual(
      refused('RATE_LIMITED', { field: 'handle', retryAfter: 6 * 86_400 }),
    );
    expect(await updateMe(ann, { bio: 'Yes.' }, later(2 * DAY))).toMatchObject({ bio: 'Yes.' });
    await updateMe(ann, { handle: `f_${tag()}` }, later(8 * DAY));
  });

  it('has no links on the first day of an account, from its registration on', async () => {
    const link = 'Tips at example.com';
    const named = { ...form(await tokenFor(mail('ann'))), displayName: link };
    await expect(register(anyone, named, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'displayName' }));
    const ann = actorOf(await join());
    for (const field of ['displayName', 'bio'] as const)
      await expect(updateMe(ann, { [field]: link }, later(DAY - 60_000))).rejects.toEqual(refused('INVALID_INPUT', { field }));
    expect(await updateMe(ann, { bio: link }, later(DAY + 1_000))).toMatchObject({ bio: link });
  });

  it('changed forty times holds one handle, and the others are free at once', async () => {
    const [ann, bob] = [actorOf(await join()), actorOf(await join())];
    const handles = Array.from({ length: 40 }, (_, i) => `q${i}_${tag()}`);
    for (const handle of handles) await updateMe(ann, { handle }, now);
    const taken = await many(38, (i) => claim(handles[i] as string));
    expect(kept(taken)).toEqual(Array(38).fill(true));
    await expect(updateMe(bob, { handle: handles[38] as string }, now)).rejects.toEqual(refused('CONFLICT'));
    await followSocial();
    expect(await differencesIn({ user: [ann.userId] }, now)).toEqual([]);
  });

  it('goes to one of ten users who claim it at once', async () => {
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
    const { handle } = await getMe(ann, now);
    expect(kept(tries).length).toBeGreaterThan(0);
    expect(handles).toContain(handle);
    const owned = kept(await many(10, (i) => getProfile(anyone, handles[i] ?? '', statsOf, now)));
    expect(owned).toEqual([expect.objectContaining({ id: ann.userId, handle })]);
  });

  it('stays when other fields change, and the same one again is no change', async () => {
    const ann = actorOf(await join());
    const { handle } = await getMe(ann, now);
    const changed = await updateMe(ann, { handle, displayName: 'Ann the Second', bio: 'I pick.\nAnd win.' }, now);
    expect(changed).toMatchObject({ handle, displayName: 'Ann the Second', bio: 'I pick.\nAnd win.' });
    expect(await getMe(ann, now)).toEqual(changed);
  });

  it('of a deleted account cannot be changed', async () => {
    const ghost: User = { kind: 'user', userId: newId<UserId>(now), role: 'user', tier: 'free', origin: 'x' };
    await expect(getMe(ghost, now)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(updateMe(ghost, { bio: 'boo' }, now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('a profile', () => {
  it('shows the public fields and the record, in any case of the handle', async () => {
    const { user } = await join();
    const profile = await getProfile(anyone, user.handle.toUpperCase(), statsOf, now);
    expect(profile).toEqual({
      id: user.id,
      handle: user.handle,
      displayName: 'Ann',
      avatar: null,
      avatarAlt: null,
      bio: '',
      private: false,
      createdAt: user.createdAt,
      counts: { followers: 0, following: 0 },
      relation: null,
      stats: expect.objectContaining({ timeframe: 'all', placed: 0, decided: 0, profitUnits: '0.000000', roiPercent: null }),
    });
  });

  it('is NOT_FOUND for an unknown handle', async () => {
    await expect(getProfile(anyone, `nobody_${tag()}`, statsOf, now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('cards of users', () => {
  /** The stored card, which must follow from the stored user. */
  async function cardWhole({ userId }: User) {
    const [card] = await loadCards([userId]);
    expect(card).toEqual(cardOf((await loadUser(userId)) as StoredUser));
    return card;
  }
  const ban = (userId: UserId, bans: number, endsAt?: string) =>
    transact({ ban: banPart(userId, { scope: 'all', bans, ban: { number: bans + 1, reason: 'fraud', endsAt } }) });

  it('come for all users who are there, however many are asked for', async () => {
    const ann = actorOf(await join());
    const strangers = Array.from({ length: 250 }, () => newId<UserId>(now));
    const cards = await cardsOf([ann.userId, ...strangers, ann.userId], now);
    expect([...cards.keys()]).toEqual([ann.userId]);
    expect(cards.get(ann.userId)).toMatchObject({ displayName: 'Ann', banned: false });
  });

  it('show a new name and a new handle at once', async () => {
    const ann = actorOf(await join());
    const handle = `c_${tag()}`;
    await updateMe(ann, { displayName: 'Ann the Third', handle }, now);
    expect((await cardsOf([ann.userId], now)).get(ann.userId)).toMatchObject({ displayName: 'Ann the Third', handle });
    await cardWhole(ann);
  });

  it('are read consistently for their own user, and not for others, in one trip', async () => {
    const [ann, ben] = [actorOf(await join()), actorOf(await join())];
    const reads: unknown[] = [];
    const stop = intercept(async ({ name, input }, send) => {
      expect(name).toBe('BatchGetItemCommand');
      const [table] = Object.values(input.RequestItems as Record<string, { Keys: object[]; ConsistentRead?: boolean }>);
      reads.push([table?.Keys.length, table?.ConsistentRead === true]);
      return send();
    });
    const cards = await cardsFor(ann, [ann.userId, ben.userId], now).finally(stop);
    expect([...cards.keys()].toSorted()).toEqual([ann.userId, ben.userId].toSorted());
    expect(reads).toEqual([
      [1, false],
      [1, true],
    ]);
    expect((await cardsFor({ kind: 'public', address: '192.0.2.1' }, [ann.userId], now)).size).toBe(1);
  });

  it('show a ban until its end or its lifting, and never its reason', async () => {
    const ann = actorOf(await join());
    const banned = async (at: Date) => (await cardsOf([ann.userId], at)).get(ann.userId)?.banned;
    await ban(ann.userId, 0, later(1_000).toISOString());
    expect(JSON.stringify(await cardWhole(ann))).not.toContain('fraud');
    expect([await banned(now), await banned(later(1_000))]).toEqual([true, false]);
    await ban(ann.userId, 1);
    expect(await banned(later(1_000 * DAY))).toBe(true);
    await transact({ ban: banPart(ann.userId, { scope: 'all', bans: 2, ban: null }) });
    expect(await banned(now)).toBe(false);
    await cardWhole(ann);
  });

  it('follow their user when names and bans change at once', async () => {
    const ann = actorOf(await join());
    await many<unknown>(10, (i) =>
      i % 2 ? ban(ann.userId, 0) : updateMe(ann, { displayName: `Ann ${i}`, ...(i > 5 && { handle: `r_${tag()}` }) }, now),
    );
    expect(await cardWhole(ann)).toHaveProperty('bannedUntil');
  });

  it('follow their user when the process dies at any call of a change', async () => {
    for (let calls = 0, done = false; !done; calls++) {
      const ann = actorOf(await join());
      const handle = `d_${tag()}`;
      let left = calls;
      const stop = intercept((_, send) => {
        if (--left < 0) throw new Error('this process is dead');
        return send();
      });
      done = await updateMe(ann, { displayName: 'Ann the Fourth', handle }, now).then(
        () => true,
        () => false,
      );
      stop();
      const card = await cardWhole(ann);
      expect(card?.displayName).toBe(card?.handle === handle ? 'Ann the Fourth' : 'Ann');
      if (!done) await updateMe(ann, { displayName: 'Ann the Fourth', handle }, now);
      expect(await cardWhole(ann)).toMatchObject({ displayName: 'Ann the Fourth', handle });
    }
  });
});
