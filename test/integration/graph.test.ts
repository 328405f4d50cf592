import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  acceptContact,
  acceptFollow,
  blockUser,
  declineFollow,
  deleteContact,
  followUser,
  getProfile,
  listBlocks,
  listContacts,
  listFollowers,
  listFollowing,
  listFollowRequests,
  listMutes,
  muteUser,
  removeFollower,
  requestContact,
  ringBell,
  silenceBell,
  unblockUser,
  unfollowUser,
  unmuteUser,
} from '#core/graph';
import { statsOf } from '#core/stats';
import { updateMe } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { followersOf, loadFollow } from '../../core/graph/follow.store.ts';
import { addFollowCountsPart } from '../../core/graph/follow-count.store.ts';
import { graphUpkeep } from '../../core/graph/graph.upkeep.ts';
import { hiddenRows, idsIn, showPart } from '../../core/graph/hidden.store.ts';
import { identityGround, kept, later, lost, many, now, refused, tag } from '../support/bettors.ts';
import { exportedBy } from '../support/exported.ts';
import { bettor } from '../support/make/users.ts';
import { followSocial } from '../support/social.ts';

beforeAll(identityGround);

type Person = User & { readonly handle: string };
const person = async (): Promise<Person> => {
  const handle = `g_${tag()}`;
  return { ...(await bettor(handle, later(-2 * 86_400_000))), handle };
};
const people = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, person));
const profile = (viewer: User, of: Person) => getProfile(viewer, of.handle, statsOf, now);
const countsOf = async (of: Person) => (await getProfile(of, of.handle, statsOf, now)).counts;
const page = { limit: 50 };
const follows = async (a: User, b: User) => (await loadFollow(a.userId, b.userId))?.state ?? null;
const hide = (who: User) => updateMe(who, { private: true }, now);
const NOT_FOUND = refused('NOT_FOUND');

describe('a follow', () => {
  it('is there at once, by handle and by id, twice as once, and is counted for both', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    expect(await followUser(ann, bob.handle.toUpperCase(), now)).toEqual({
      state: 'following',
      since: now.toISOString(),
      bell: false,
    });
    expect(await followUser(ann, bob.userId, later(1_000))).toMatchObject({ since: now.toISOString() });
    await followSocial();
    expect([await countsOf(ann), await countsOf(bob)]).toEqual([
      { followers: 0, following: 1 },
      { followers: 1, following: 0 },
    ]);
    expect((await profile(ann, bob)).relation).toMatchObject({ follow: { state: 'following' }, followsYou: false });
    expect((await profile(bob, ann)).relation).toMatchObject({ follow: null, followsYou: true });
    expect((await listFollowers(ann, bob.handle, page, now)).items).toMatchObject([{ user: { id: ann.userId } }]);
    expect((await listFollowing(bob, ann.userId, page, now)).items).toMatchObject([{ user: { id: bob.userId } }]);
    await unfollowUser(ann, bob.handle, now);
    await unfollowUser(ann, bob.handle, now);
    await followSocial();
    expect([await countsOf(ann), await countsOf(bob)]).toEqual(Array(2).fill({ followers: 0, following: 0 }));
    expect(await follows(ann, bob)).toBeNull();
    expect((await listFollowers(ann, bob.handle, page, now)).items).toEqual([]);
  });

  it('is never of oneself, and of nobody who is not there', async () => {
    const ann = await person();
    await expect(followUser(ann, ann.handle, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'user' }));
    await expect(followUser(ann, newId(now), now)).rejects.toEqual(NOT_FOUND);
    await expect(followUser(ann, `n_${tag()}`, now)).rejects.toEqual(NOT_FOUND);
  });

  it('asked for ten times at once is one, and taken back in between is none or one, exactly counted', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    expect(lost(await many(10, () => followUser(ann, bob.handle, now)))).toEqual([]);
    await many<unknown>(20, (i) => (i % 2 ? followUser(ann, bob.handle, later(i)) : unfollowUser(ann, bob.handle, later(i))));
    await followSocial();
    const on = (await follows(ann, bob)) === 'following' ? 1 : 0;
    expect([await countsOf(ann), await countsOf(bob)]).toEqual([
      { followers: 0, following: on },
      { followers: on, following: 0 },
    ]);
  });

  it('of sixty people at the same time is counted sixty times, and each page of followers is whole', async () => {
    const [ann, ...others] = (await people(61)) as [Person, ...Person[]];
    await many(60, (i) => followUser(others[i] as Person, ann.userId, later(i)));
    await followSocial();
    expect(await countsOf(ann)).toEqual({ followers: 60, following: 0 });
    const first = await listFollowers(others[0] as Person, ann.handle, page, now);
    const second = await listFollowers(others[0] as Person, ann.handle, { ...page, cursor: first.cursor as string }, now);
    const listed = [...first.items, ...second.items].map(({ user }) => user.id);
    expect(listed).toEqual(others.map(({ userId }) => userId).toReversed());
    expect(second.cursor).toBeNull();
    const { followerIds, after } = await followersOf(ann.userId, null, 100);
    expect([followerIds.length, after]).toEqual([60, null]);
  });

  it('has a bell that rings until it is silenced, or the follow ends', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await expect(ringBell(ann, bob.handle, now)).rejects.toEqual(refused('CONFLICT'));
    await followUser(ann, bob.handle, now);
    await ringBell(ann, bob.handle, now);
    await ringBell(ann, bob.handle, now);
    expect((await profile(ann, bob)).relation?.follow).toMatchObject({ bell: true });
    await silenceBell(ann, bob.handle);
    expect((await profile(ann, bob)).relation?.follow).toMatchObject({ bell: false });
    await ringBell(ann, bob.handle, now);
    await unfollowUser(ann, bob.handle, now);
    await followUser(ann, bob.handle, now);
    expect((await profile(ann, bob)).relation?.follow).toMatchObject({ bell: false });
  });
});

describe('a private account', () => {
  it('is asked, accepts and declines, and can remove a follower', async () => {
    const [ann, bob, cat] = (await people(3)) as [Person, Person, Person];
    await hide(bob);
    expect(await followUser(ann, bob.handle, now)).toMatchObject({ state: 'requested' });
    expect(await followUser(ann, bob.handle, later(1))).toMatchObject({ state: 'requested', since: now.toISOString() });
    await followUser(cat, bob.handle, later(2));
    expect((await listFollowRequests(bob, page, now)).items.map(({ user }) => user.id)).toEqual([cat.userId, ann.userId]);
    await followSocial();
    expect(await countsOf(bob)).toEqual({ followers: 0, following: 0 });
    await acceptFollow(bob, ann.userId, later(3));
    await acceptFollow(bob, ann.userId, later(4));
    await declineFollow(bob, cat.userId, now);
    await declineFollow(bob, ann.userId, now);
    await expect(acceptFollow(bob, cat.userId, now)).rejects.toEqual(NOT_FOUND);
    await followSocial();
    expect([await countsOf(bob), await follows(ann, bob), await follows(cat, bob)]).toEqual([
      { followers: 1, following: 0 },
      'following',
      null,
    ]);
    await removeFollower(bob, ann.userId, now);
    await removeFollower(bob, ann.userId, now);
    await followSocial();
    expect([await countsOf(bob), await follows(ann, bob)]).toEqual([{ followers: 0, following: 0 }, null]);
  });

  it('takes nobody in who follows at the moment at which it becomes private, but as a follower or a request', async () => {
    for (let round = 0; round < 5; round++) {
      const [ann, bob] = (await people(2)) as [Person, Person];
      const [followed] = await Promise.all([followUser(ann, bob.handle, now), hide(bob)]);
      expect(await follows(ann, bob)).toBe(followed.state);
    }
  });

  it('that opens again follows at the next call', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await hide(bob);
    await followUser(ann, bob.handle, now);
    await updateMe(bob, { private: false }, now);
    expect(await followUser(ann, bob.handle, later(1))).toMatchObject({ state: 'following' });
    expect((await listFollowRequests(bob, page, now)).items).toEqual([]);
  });
});

describe('a block', () => {
  it('ends follows, requests and contact both ways, hides each from the other, and restores nothing', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await followUser(ann, bob.handle, now);
    await followUser(bob, ann.handle, now);
    await requestContact(ann, bob.handle, now);
    await muteUser(ann, bob.handle, now);
    await followSocial();
    await blockUser(ann, bob.handle, now);
    await blockUser(ann, bob.handle, now);
    await followSocial();
    for (const [a, b] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      expect(await countsOf(a)).toEqual({ followers: 0, following: 0 });
      expect((await listContacts(a, page, now)).items).toEqual([]);
      await expect(profile(a, b)).rejects.toEqual(NOT_FOUND);
      await expect(followUser(a, b.userId, now)).rejects.toEqual(NOT_FOUND);
      await expect(requestContact(a, b.userId, now)).rejects.toEqual(NOT_FOUND);
      await expect(muteUser(a, b.userId, now)).rejects.toEqual(NOT_FOUND);
      await expect(ringBell(a, b.userId, now)).rejects.toEqual(NOT_FOUND);
      await expect(listFollowers(a, b.handle, page, now)).rejects.toEqual(NOT_FOUND);
    }
    await expect(blockUser(bob, ann.handle, now)).rejects.toEqual(NOT_FOUND);
    expect((await listBlocks(ann, page, now)).items).toMatchObject([{ user: { id: bob.userId }, since: now.toISOString() }]);
    expect((await listBlocks(bob, page, now)).items).toEqual([]);
    await unblockUser(bob, ann.handle);
    await expect(profile(bob, ann)).rejects.toEqual(NOT_FOUND);
    await unblockUser(ann, bob.handle);
    await unblockUser(ann, bob.handle);
    expect((await profile(ann, bob)).relation).toEqual({ follow: null, followsYou: false, muted: true, contact: null });
    expect((await listBlocks(ann, page, now)).items).toEqual([]);
  });

  it('at the same moment as follows, requests and contacts of both leaves none of them behind', async () => {
    for (let round = 0; round < 8; round++) {
      const [ann, bob] = (await people(2)) as [Person, Person];
      if (round % 2) await hide(bob);
      if (round % 4 > 1) await followUser(ann, bob.handle, now);
      const acts = [
        () => followUser(ann, bob.handle, now),
        () => followUser(bob, ann.handle, now),
        () => blockUser(bob, ann.handle, now),
        () => requestContact(ann, bob.handle, now),
        () => acceptFollow(bob, ann.userId, now),
      ];
      const done = await many<unknown>(acts.length, (i) => acts[(i + round) % acts.length]?.() ?? Promise.resolve());
      expect(lost(done).filter((code) => code !== 'NOT_FOUND')).toEqual([]);
      await followSocial();
      expect([await follows(ann, bob), await follows(bob, ann)]).toEqual([null, null]);
      expect([await countsOf(ann), await countsOf(bob)]).toEqual(Array(2).fill({ followers: 0, following: 0 }));
      expect((await listContacts(ann, page, now)).items).toEqual([]);
    }
  });

  it('of ten people by one and of one by ten is whole', async () => {
    const [ann, ...others] = (await people(11)) as [Person, ...Person[]];
    await many<unknown>(20, (i) => {
      const other = others[i % 10] as Person;
      return i < 10 ? blockUser(ann, other.handle, now) : blockUser(other, ann.handle, now).catch(() => {});
    });
    for (const other of others) await expect(profile(ann, other)).rejects.toEqual(NOT_FOUND);
    for (const other of others) await Promise.all([unblockUser(ann, other.userId), unblockUser(other, ann.userId)]);
    expect(kept(await many(10, (i) => profile(ann, others[i] as Person)))).toHaveLength(10);
    expect((await listBlocks(ann, page, now)).items).toEqual([]);
  });
});

describe('a mute', () => {
  it('is known to the muter alone, twice as once, and is taken back', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await muteUser(ann, bob.handle, now);
    await muteUser(ann, bob.userId, now);
    expect((await listMutes(ann, page, now)).items.map(({ id }) => id)).toEqual([bob.userId]);
    expect((await profile(bob, ann)).relation).toMatchObject({ muted: false });
    await unmuteUser(ann, bob.handle);
    await unmuteUser(ann, bob.handle);
    expect((await listMutes(ann, page, now)).items).toEqual([]);
    await expect(muteUser(ann, ann.handle, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'user' }));
  });
});

describe('a contact', () => {
  it('is asked for, accepted by the one who was asked, and ended by either', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    expect(await requestContact(ann, bob.handle, now)).toMatchObject({ state: 'requested', user: { id: bob.userId } });
    expect(await requestContact(ann, bob.handle, later(1))).toMatchObject({ state: 'requested', since: now.toISOString() });
    expect((await listContacts(bob, page, now)).items).toMatchObject([{ state: 'received', user: { id: ann.userId } }]);
    await expect(acceptContact(ann, bob.userId, now)).rejects.toEqual(refused('FORBIDDEN'));
    expect(await acceptContact(bob, ann.userId, now)).toMatchObject({ state: 'accepted' });
    expect(await acceptContact(bob, ann.userId, later(1))).toMatchObject({ state: 'accepted', since: now.toISOString() });
    expect((await listContacts(ann, page, now)).items).toMatchObject([{ state: 'accepted' }]);
    await deleteContact(bob, ann.userId);
    await deleteContact(bob, ann.userId);
    expect([(await listContacts(ann, page, now)).items, (await listContacts(bob, page, now)).items]).toEqual([[], []]);
    await expect(acceptContact(bob, ann.userId, now)).rejects.toEqual(NOT_FOUND);
    await expect(requestContact(ann, ann.handle, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'user' }));
    await expect(requestContact(ann, newId(now), now)).rejects.toEqual(NOT_FOUND);
  });

  it('is accepted when both ask, one after the other or at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const [ann, bob] = (await people(2)) as [Person, Person];
      const ask = [() => requestContact(ann, bob.handle, now), () => requestContact(bob, ann.handle, now)];
      if (round === 0) for (const one of ask) await one();
      else expect(lost(await many(2, (i) => ask[i]?.() ?? Promise.reject()))).toEqual([]);
      for (const who of [ann, bob]) expect((await listContacts(who, page, now)).items).toMatchObject([{ state: 'accepted' }]);
    }
  });
});

describe('lists of followers', () => {
  it('are read as their owner allows, free for the owner and 60 pages an hour of others', async () => {
    const [ann, bob, cat] = (await people(3)) as [Person, Person, Person];
    await followUser(ann, bob.handle, now);
    const read = (viewer: User, at = now) => listFollowers(viewer, bob.handle, page, at).then(({ items }) => items.length);
    expect([await read(ann), await read(cat)]).toEqual([1, 1]);
    await updateMe(bob, { listsVisible: 'followers' }, now);
    expect(await read(ann)).toBe(1);
    await expect(read(cat)).rejects.toEqual(NOT_FOUND);
    await updateMe(bob, { listsVisible: 'me' }, now);
    await expect(read(ann)).rejects.toEqual(NOT_FOUND);
    expect(lost(await many(70, () => read(bob)))).toEqual([]);
    await updateMe(bob, { listsVisible: 'everyone', private: true }, now);
    expect(await read(ann)).toBe(1);
    await expect(read(cat)).rejects.toEqual(NOT_FOUND);
    const codes = lost(await many(61, () => read(cat, later(3_700_000))));
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
  });

  it('refuse a cursor of another list', async () => {
    const [ann, ...others] = (await people(4)) as [Person, ...Person[]];
    for (const other of others) await followUser(other, ann.handle, now);
    const { cursor } = await listFollowers(ann, ann.handle, { limit: 2 }, now);
    const query = { limit: 2, cursor: cursor as string };
    expect((await listFollowers(ann, ann.handle, query, now)).items).toHaveLength(1);
    await expect(listFollowing(ann, ann.handle, query, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'cursor' }));
    await expect(listFollowers(ann, (others[0] as Person).handle, query, now)).rejects.toEqual(
      refused('INVALID_INPUT', { field: 'cursor' }),
    );
  });
});

describe('the upkeep', () => {
  const audit = async (...of: User[]) =>
    (
      await graphUpkeep.audit(
        of.map(({ userId }) => userId),
        now,
      )
    ).flatMap(({ differences }) => differences);

  it('finds a follow that was never counted, wrong numbers and a hidden set without its block, and repairs them', async () => {
    const [ann, bob] = (await people(2)) as [Person, Person];
    await followUser(ann, bob.handle, now);
    expect(await audit(ann, bob)).toMatchObject([{ field: 'counted' }, { field: 'counted' }]);
    await graphUpkeep.repair?.(bob.userId, now);
    expect([await audit(ann, bob), (await countsOf(bob)).followers]).toEqual([[], 1]);
    await followSocial();
    await transact({ wrong: addFollowCountsPart(ann.userId, { followers: 3, following: -1 }) });
    expect(await audit(ann)).toMatchObject([
      { field: 'followers', is: 3, should: 0 },
      { field: 'following', is: 0, should: 1 },
    ]);
    await graphUpkeep.repair?.(ann.userId, now);
    expect([await audit(ann, bob), await countsOf(ann)]).toEqual([[], { followers: 0, following: 1 }]);
    await blockUser(ann, bob.handle, now);
    await followSocial();
    for (const who of [ann, bob]) {
      const other = who === ann ? bob : ann;
      await transact({ lost: showPart(who.userId, 'blocked', other.userId, await hiddenRows(who.userId)) });
    }
    expect(await audit(ann, bob)).toHaveLength(2);
    await graphUpkeep.repair?.([ann.userId, bob.userId].toSorted()[0] as string, now);
    expect(await audit(ann, bob)).toEqual([]);
    await expect(profile(bob, ann)).rejects.toEqual(NOT_FOUND);
  });

  it('exports all that somebody has said of others, and erases it with what the others show', async () => {
    const [ann, bob, cat, dan] = (await people(4)) as [Person, Person, Person, Person];
    await hide(dan);
    await followUser(ann, bob.handle, now);
    await followUser(bob, ann.handle, now);
    await followUser(ann, dan.handle, now);
    await requestContact(ann, bob.handle, now);
    await blockUser(ann, cat.handle, now);
    await muteUser(ann, bob.handle, now);
    await followSocial();
    expect(await exportedBy(graphUpkeep, ann.userId)).toMatchObject({
      follows: [{ followerId: bob.userId }, { followeeId: bob.userId }, { followeeId: dan.userId, state: 'requested' }],
      contacts: [{ otherId: bob.userId }],
      counts: { followers: 1, following: 1 },
      blocks: [{ userId: cat.userId, since: now.toISOString() }],
      mutes: [bob.userId],
    });
    await graphUpkeep.erase?.(ann.userId, now);
    await graphUpkeep.erase?.(ann.userId, now);
    await followSocial();
    expect(await exportedBy(graphUpkeep, ann.userId)).toEqual({
      ...{ follows: [], contacts: [], blocks: [], mutes: [] },
      counts: { followers: 0, following: 0 },
    });
    expect([await countsOf(bob), (await listFollowRequests(dan, page, now)).items]).toEqual([{ followers: 0, following: 0 }, []]);
    expect([await hiddenRows(cat.userId).then((rows) => idsIn(rows, 'blocked')), await audit(bob, cat, dan)]).toEqual([[], []]);
  });
});
