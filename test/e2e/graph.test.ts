import { beforeAll, describe, expect, it } from 'vitest';
import { AcceptContact, DeleteContact, ListContacts, RequestContact } from '../../schemas/contacts.ts';
import {
  AcceptFollow,
  BlockUser,
  DeclineFollow,
  FollowUser,
  ListBlocks,
  ListFollowers,
  ListFollowing,
  ListFollowRequests,
  ListMutes,
  MuteUser,
  RemoveFollower,
  RingBell,
  UnblockUser,
  UnfollowUser,
} from '../../schemas/graph.ts';
import { ListUserPicks } from '../../schemas/picks.ts';
import { GetUserStats } from '../../schemas/stats.ts';
import { GetUser, UpdateMe } from '../../schemas/users.ts';
import { call, type Person, page, signUp } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { startOfMinute } from '../support/minute.ts';

/** Follows, blocks, mutes and contacts, over HTTP on the deployed stack. */

let ann: Person;
let ben: Person;
let cleo: Person;
beforeAll(async () => {
  [ann, ben, cleo] = await Promise.all([signUp('Ann'), signUp('Ben'), signUp('Cleo')]);
});

const user = ({ handle }: Person) => ({ user: handle });
const follow = (as: Person, of: Person) => call(FollowUser, { as, params: user(of) });
const profile = (as: Person | undefined, of: Person) => call(GetUser, { ...(as && { as }), params: user(of) });
const NOT_FOUND = { code: 'NOT_FOUND' };

describe('people', () => {
  it('follow, are counted once, and are listed to each other', async () => {
    await Promise.all(Array.from({ length: 5 }, () => follow(ann, ben)));
    await follow(cleo, ben);
    await call(RingBell, { as: ann, params: user(ben) });
    await drain();
    expect(await profile(ann, ben)).toMatchObject({
      counts: { followers: 2, following: 0 },
      relation: { follow: { state: 'following', bell: true }, followsYou: false, muted: false, contact: null },
    });
    expect((await page(ListFollowers, { as: cleo, params: user(ben), query: {} })).items.map((one) => one.user.id)).toEqual([
      cleo.userId,
      ann.userId,
    ]);
    expect((await page(ListFollowing, { as: ben, params: { user: ann.userId }, query: {} })).items).toMatchObject([
      { user: { id: ben.userId } },
    ]);
    await call(UnfollowUser, { as: cleo, params: user(ben) });
    await call(RemoveFollower, { as: ben, params: { userId: ann.userId } });
    await drain();
    expect((await profile(undefined, ben)).counts).toEqual({ followers: 0, following: 0 });
  });

  it('have private accounts, of which others see the numbers until they are let in', async () => {
    await call(UpdateMe, { as: ben, body: { private: true, bio: 'For friends.' } });
    expect(await follow(ann, ben)).toMatchObject({ state: 'requested' });
    await follow(cleo, ben);
    const requests = await page(ListFollowRequests, { as: ben, query: {} });
    expect(requests.items.map((one) => one.user.id)).toEqual([cleo.userId, ann.userId]);
    expect(await profile(ann, ben)).toMatchObject({ bio: '', private: true, stats: { placed: 0 } });
    await expect(page(ListUserPicks, { as: ann, params: user(ben), query: {} })).rejects.toMatchObject(NOT_FOUND);
    expect(await call(GetUserStats, { params: user(ben), query: {} })).toMatchObject({ placed: 0, breakdown: null });
    await call(AcceptFollow, { as: ben, params: { userId: ann.userId } });
    await call(DeclineFollow, { as: ben, params: { userId: cleo.userId } });
    expect((await page(ListUserPicks, { as: ann, params: user(ben), query: {} })).items).toEqual([]);
    expect(await profile(ann, ben)).toMatchObject({ bio: 'For friends.' });
    await expect(page(ListFollowers, { as: cleo, params: user(ben), query: {} })).rejects.toMatchObject(NOT_FOUND);
    await call(UpdateMe, { as: ben, body: { private: false } });
  });

  it('ask for contact, accept by asking too, and end it', async () => {
    await call(RequestContact, { as: ann, body: user(cleo) });
    expect((await page(ListContacts, { as: cleo, query: {} })).items).toMatchObject([{ state: 'received' }]);
    await expect(call(AcceptContact, { as: ann, params: { id: cleo.userId } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await call(RequestContact, { as: cleo, body: user(ann) })).toMatchObject({ state: 'accepted' });
    await call(DeleteContact, { as: cleo, params: { id: ann.userId } });
    expect((await page(ListContacts, { as: ann, query: {} })).items).toEqual([]);
  });

  it('mute and block each other: a block hides both, ends what was, and restores nothing', async () => {
    await call(MuteUser, { as: cleo, params: user(ben) });
    expect((await page(ListMutes, { as: cleo, query: {} })).items).toMatchObject([{ id: ben.userId }]);
    await follow(ben, ann);
    await call(BlockUser, { as: ann, params: user(ben) });
    for (const [one, other] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      await expect(profile(one, other)).rejects.toMatchObject(NOT_FOUND);
      await expect(follow(one, other)).rejects.toMatchObject(NOT_FOUND);
    }
    expect((await page(ListBlocks, { as: ann, query: {} })).items).toMatchObject([{ user: { id: ben.userId } }]);
    await call(UnblockUser, { as: ann, params: user(ben) });
    await drain();
    expect(await profile(ann, ben)).toMatchObject({
      counts: { followers: 0, following: 0 },
      relation: { follow: null, followsYou: false },
    });
  });

  it('follow at most thirty a minute, nobody twice and never themselves', async () => {
    await expect(follow(cleo, cleo)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await startOfMinute();
    const tries = await Promise.allSettled(Array.from({ length: 40 }, () => follow(cleo, ann)));
    expect(tries.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    await drain();
    expect((await profile(undefined, ann)).counts.followers).toBe(1);
  });
});
