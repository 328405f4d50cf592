import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
import { exclude } from '#core/care';
import { commentOn, createPost } from '#core/content';
import {
  acceptContact,
  acceptFollow,
  blockUser,
  deleteContact,
  followUser,
  muteUser,
  requestContact,
  unfollowUser,
} from '#core/graph';
import { decideReport, listReports, reportSubject } from '#core/moderation';
import { deliver, endQuietHours, markRead, setPreferences } from '#core/notifications';
import { updateMe } from '#core/users';
import type { NotificationId } from '#schemas/notifications';
import { CreatePost } from '#schemas/posts';
import { quietUntil } from '../../core/notifications/quiet-rules.ts';
import { settle } from '../support/settle-social.ts';
import {
  frames,
  HOUR,
  later,
  list,
  listenToTellings,
  mobile,
  now,
  open,
  person,
  pick,
  sent,
  tell,
  unread,
  withDevice,
} from '../support/tellings.ts';

listenToTellings();

const kinds = async (who: User) =>
  (await list(who)).map(({ kind, actors, count }) => `${kind} ${actors.map(({ id }) => id).join()} ${count}`);
const makePrivate = async (who: User) => void (await updateMe(who, { private: true }, now));

it('somebody who has taken a break from betting content hears of no picks, and of people as before', async () => {
  const [ann, bob] = [await person(), await person()];
  await settle();
  await withDevice(ann);
  await tell(ann, [pick()]);
  expect(await list(ann)).toHaveLength(1);
  await exclude(ann, '6_months', now);
  const before = mobile.texts.length;
  for (const kind of ['pick-locked', 'pick-settled'] as const) await tell(ann, [pick()], { kind, at: later(HOUR) });
  expect([await list(ann), mobile.texts.length]).toEqual([expect.objectContaining({ length: 1 }), before]);
  await followUser(bob, ann.userId, later(HOUR));
  await settle(later(HOUR));
  expect(await kinds(ann)).toContain(`new-follower ${bob.userId} 1`);
});

describe('follows', () => {
  it('are told in one row, withdrawn ones leave, and none is told twice', async () => {
    const [ann, bob, cat] = [await person(), await person(), await person()];
    await settle();
    await open(ann);
    await followUser(bob, ann.userId, now);
    await settle();
    expect(await kinds(ann)).toEqual([`new-follower ${bob.userId} 1`]);
    await followUser(cat, ann.userId, later(11_000));
    await settle(later(11_000));
    expect(await kinds(ann)).toEqual([`new-follower ${cat.userId},${bob.userId} 2`]);
    await unfollowUser(bob, ann.userId, later(12_000));
    await settle(later(12_000));
    expect(await kinds(ann)).toEqual([`new-follower ${cat.userId} 1`]);
    expect(frames).toHaveLength(2);
    await followUser(bob, ann.userId, later(40_000));
    await settle(later(40_000));
    expect(await kinds(ann), 'joins the open row').toEqual([`new-follower ${bob.userId},${cat.userId} 2`]);
    for (const [i, who] of [bob, cat].entries()) await unfollowUser(who, ann.userId, later(50_000 + i));
    await settle(later(51_000));
    expect(await kinds(ann), 'an empty row goes').toEqual([]);
    await followUser(bob, ann.userId, later(60_000));
    await settle(later(60_000));
    expect([await kinds(ann), await unread(ann)]).toEqual([[], 0]);
    expect(frames, 'and nobody was told twice').toHaveLength(2);
  });

  it('that were withdrawn before their message came are not told', async () => {
    const [ann, bob] = [await person(), await person()];
    await followUser(bob, ann.userId, now);
    await unfollowUser(bob, ann.userId, later(1));
    await settle(later(2));
    expect(await kinds(ann)).toEqual([]);
  });

  it('of people who are blocked, muted or banned by then are not told, and leave the list', async () => {
    const [ann, bob, cat, dan] = [await person(), await person(), await person(), await person()];
    for (const who of [bob, cat, dan]) await followUser(who, ann.userId, now);
    await muteUser(ann, bob.userId, now);
    await settle(later(1));
    expect((await list(ann)).flatMap(({ actors }) => actors.map(({ id }) => id)).toSorted()).toEqual(
      [cat.userId, dan.userId].toSorted(),
    );
    await blockUser(ann, cat.userId, later(2));
    expect((await list(ann)).flatMap(({ actors }) => actors.map(({ id }) => id))).toEqual([dan.userId]);
    await settle(later(3));
    expect(await kinds(ann)).toEqual([`new-follower ${dan.userId} 1`]);
  });

  it('of a private account are requests, until it accepts them', async () => {
    const [ann, bob] = [await person(), await person()];
    await makePrivate(ann);
    await followUser(bob, ann.userId, now);
    await settle(later(1));
    expect(await kinds(ann)).toEqual([`follow-request ${bob.userId} 1`]);
    await acceptFollow(ann, bob.userId, later(2));
    await settle(later(3));
    expect([await kinds(ann), await kinds(bob)]).toEqual([[], [`follow-accepted ${ann.userId} 1`]]);
    await unfollowUser(bob, ann.userId, later(4));
    await settle(later(5));
    expect(await kinds(bob), 'the end of the follow takes it back').toEqual([]);
  });
  it('of a public account that end and begin again were accepted by nobody', async () => {
    const [ann, bob] = [await person(), await person()];
    await followUser(bob, ann.userId, now);
    await unfollowUser(bob, ann.userId, later(1));
    await followUser(bob, ann.userId, later(2));
    await settle(later(3));
    expect([await kinds(ann), await kinds(bob)]).toEqual([[`new-follower ${bob.userId} 1`], []]);
  });
});

describe('contacts', () => {
  it('are told when they are asked for, and when they are accepted', async () => {
    const [ann, bob] = [await person(), await person()];
    await requestContact(bob, ann.userId, now);
    await settle(later(1));
    expect(await kinds(ann)).toEqual([`contact-request ${bob.userId} 1`]);
    await acceptContact(ann, bob.userId, later(2));
    await settle(later(3));
    expect([await kinds(ann), await kinds(bob)]).toEqual([[], [`contact-accepted ${ann.userId} 1`]]);
    await deleteContact(ann, bob.userId);
    await settle(later(4));
    expect(await kinds(bob)).toEqual([]);
  });
});

describe('quiet hours', () => {
  /** Four hours from an hour ago, by the clock of UTC. */
  const quietHours = () => {
    const time = (ms: number) => later(ms).toISOString().slice(11, 16);
    return { from: time(-HOUR), to: time(3 * HOUR), timeZone: 'UTC' };
  };
  it('let locks pass', async () => {
    const ann = await person();
    await withDevice(ann);
    await setPreferences(ann, { kinds: { 'pick-locked': { in_app: true, push: true, email: false } }, quietHours: quietHours() });
    await tell(ann, [pick()]);
    expect(mobile.texts).toHaveLength(1);
  });

  it('hold the others until their end, and then tell what nobody has read or seen', async () => {
    const [ann, bob, cat] = [await person(), await person(), await person()];
    await withDevice(ann);
    await setPreferences(ann, { kinds: {}, quietHours: quietHours() });
    const end = quietUntil(quietHours(), now) as Date;
    await followUser(bob, ann.userId, now);
    await settle(now);
    expect([mobile.texts, await kinds(ann)]).toEqual([[], [`new-follower ${bob.userId} 1`]]);
    await requestContact(cat, ann.userId, later(1_000));
    await settle(later(1_000));
    expect(await endQuietHours(system('end-quiet-hours'), new Date(end.getTime() - 1))).toEqual({ users: 0 });
    expect(await endQuietHours(system('end-quiet-hours'), end)).toEqual({ users: 1 });
    expect(await endQuietHours(system('end-quiet-hours'), end), 'once').toEqual({ users: 0 });
    const held = sent.filter(({ message }) => message.task === 'tell-held');
    expect(held).toMatchObject([{ queue: 'low', message: { userId: ann.userId } }]);
    const [request] = await list(ann);
    await markRead(ann, request?.id as NotificationId, end);
    await deliver(held[0]?.message as never, end);
    expect(mobile.texts.map(({ body }) => body)).toEqual([expect.stringMatching(/ followed you\.$/)]);
  });
});

describe("a moderator's decision", () => {
  it('is told to the owner of the thing: the list has the one that holds', async () => {
    const [mal, ann, mo] = [await person(), await person(), { ...(await person()), role: 'moderator' as const }];
    const { id } = await createPost(mal, CreatePost.body.parse({ kind: 'text', text: 'Vile.' }), undefined, now);
    const decide = async (action: 'dismiss' | 'hide' | 'restore', at: Date) => {
      const status = action === 'restore' ? 'decided' : 'open';
      const { items } = await listReports(mo, { status, limit: 100 }, now);
      const found = items.find(({ subject }) => subject.id === id);
      await decideReport(mo, found?.id ?? '', { action, reason: 'Seen.' }, at);
      await settle(at);
      return (await list(mal)).map(({ kind, subject, actors, items, count }) => ({ kind, subject, actors, items, count }));
    };
    const report = () => reportSubject(ann, { subject: { type: 'post', id }, reason: 'hate' }, now);
    const told = (kind: string) => [{ kind, subject: { type: 'post', id, item: null }, actors: [], items: [], count: 1 }];
    await settle();
    await open(mal);
    await report();
    expect(await decide('hide', later(1_000))).toEqual(told('content-hidden'));
    expect(await decide('restore', later(2_000))).toEqual(told('content-restored'));
    await report();
    expect(await decide('dismiss', later(3_000))).toEqual(told('content-restored'));
    await report();
    expect(await decide('hide', later(60_000))).toEqual(told('content-hidden'));
    expect(frames.map(({ data }) => data)).toMatchObject([
      { kind: 'content-hidden' },
      { kind: 'content-restored' },
      { kind: 'content-hidden' },
    ]);
    expect(JSON.stringify(await list(mal))).not.toContain(mo.userId);
  });
  it('on a comment names the item that the comment is on', async () => {
    const [ann, mal, mo] = [await person(), await person(), { ...(await person()), role: 'moderator' as const }];
    const { id: postId } = await createPost(ann, CreatePost.body.parse({ kind: 'text', text: 'Well?' }), undefined, now);
    const item = { type: 'post' as const, id: postId };
    const { id } = await commentOn(mal, item, { body: { text: 'Vile.', mentions: [] }, key: undefined }, now);
    await reportSubject(ann, { subject: { type: 'comment', id }, reason: 'hate' }, now);
    const { items } = await listReports(mo, { status: 'open', limit: 100 }, now);
    await decideReport(mo, items.find(({ subject }) => subject.id === id)?.id ?? '', { action: 'hide', reason: 'Seen.' }, now);
    await settle();
    expect(await list(mal)).toMatchObject([{ kind: 'content-hidden', subject: { type: 'comment', id, item } }]);
  });
});
