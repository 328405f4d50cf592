import { randomBytes } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
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
import { decideBan } from '#core/identity';
import {
  close,
  countUnread,
  deliver,
  endQuietHours,
  getPreferences,
  listNotifications,
  markRead,
  markSeen,
  registerDevice,
  setPreferences,
  unregisterDevice,
} from '#core/notifications';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { updateMe } from '#core/users';
import { READERS } from '#data/keys';
import { newId } from '#platform/ids';
import { vault, vaultOf } from '#platform/vault';
import type { EventId } from '#schemas/common';
import { KIND_NAMES, type NotificationId, type NotificationKind, rowOfKind } from '#schemas/notifications';
import { markOfNumber, ONLY } from '../../core/notifications/group-rules.ts';
import { type MobilePush, type MobileText, mobilePush } from '../../core/notifications/mobile-push.ts';
import { quietUntil } from '../../core/notifications/quiet-rules.ts';
import { gateway } from '../../core/realtime/gateway.ts';
import { handler as projectSocial } from '../../lambdas/streams/project-social.ts';
import { bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { isOf, StreamTail } from '../support/stream-tail.ts';

vault.inject(Promise.resolve(vaultOf('a secret of the tests, as long as it takes')));
Object.assign(process.env, {
  LOW_QUEUE_URL: 'low',
  STANDARD_QUEUE_URL: 'standard',
  CRITICAL_QUEUE_URL: 'critical',
  SIGN_OUTS_QUEUE_URL: 'sign-outs',
});

const now = new Date();
const later = (ms: number) => new Date(now.getTime() + ms);
const HOUR = 3_600_000;

/** Messages that were sent to a queue, with their delay in seconds. */
const sent: { queue: string; message: Record<string, unknown>; delay: number }[] = [];
/** Texts that sockets got. */
const frames: { connectionId: string; data: { count: number }; id: string }[] = [];

/** Devices by their endpoint. A disabled one is good no more. */
class MobileStandIn implements MobilePush {
  readonly texts: (MobileText & { endpoint: string })[] = [];
  readonly forgotten: string[] = [];
  readonly disabled = new Set<string>();
  fails = false;
  async endpointOf(platform: string, token: string): Promise<string> {
    return `${platform}/${token}`;
  }
  async send(endpoint: string, text: MobileText): Promise<boolean> {
    if (this.fails) throw new Error('SNS is down');
    if (this.disabled.has(endpoint)) return false;
    this.texts.push({ ...text, endpoint });
    return true;
  }
  async forget(endpoint: string): Promise<void> {
    this.forgotten.push(endpoint);
  }
}
let mobile: MobileStandIn;

beforeAll(() => {
  takeMessages((queue, messages, delay) => {
    sent.push(...messages.map((message) => ({ queue, message: message as Record<string, unknown>, delay })));
  });
  gateway.inject({
    async send({ input }) {
      const { ConnectionId = '', Data } = input as { ConnectionId?: string; Data?: string };
      const { type, id, data } = JSON.parse(String(Data));
      if (type === 'notification') frames.push({ connectionId: ConnectionId, data, id });
      return {};
    },
  });
});
beforeEach(() => {
  sent.length = 0;
  frames.length = 0;
  mobile = new MobileStandIn();
  mobilePush.inject(mobile);
});

let people = 0;
const person = () => bettor(`n${randomBytes(4).toString('hex')}x${people++ % 10}`, now);
const open = async (who: User, at = now) => {
  const { ticket } = await issueSocketTicket(who, at);
  await openSocket(ticket, randomBytes(8).toString('hex'), at);
};
const token = () => randomBytes(20).toString('hex');
const withDevice = async (who: User, given = token(), locale = 'en-US', deviceId = crypto.randomUUID()) => {
  await registerDevice(who, deviceId, { platform: 'ios', token: given, locale }, now);
  return deviceId;
};
const key = () => randomBytes(4).toString('hex');
const pick = (at = now) => ({ by: newId(at), mark: ONLY });
const event = () => `event#${newId<EventId>(now)}`;
const tell = (
  { userId }: User,
  facts: readonly { by: string; mark: string; again?: boolean }[],
  {
    subject = event(),
    at = now,
    kind = 'pick-locked',
    as = key(),
  }: { subject?: string; at?: Date; kind?: NotificationKind; as?: string } = {},
) => deliver({ task: 'tell', key: as, userId, kind, subject, facts: [...facts] }, at);
const choose = (
  who: User,
  change: Partial<Record<'in_app' | 'push' | 'email', boolean>>,
  kind: NotificationKind = 'pick-locked',
) => setPreferences(who, { kinds: { [kind]: { ...rowOfKind(kind).defaults, ...change } }, quietHours: null });
const list = async (who: User) => (await listNotifications(who, { limit: 20 }, now)).items;
const unread = async (who: User) => (await countUnread(who)).unread;

describe('the list of notifications', () => {
  it('has what happens to one thing in one row, newest rows first', async () => {
    const ann = await person();
    const [first, other] = [event(), event()];
    const [a, b, c] = [pick(), pick(), pick()];
    await tell(ann, [a], { subject: first });
    await tell(ann, [c], { subject: other, at: later(1_000) });
    await tell(ann, [b], { subject: first, at: later(2_000) });
    const rows = await list(ann);
    expect(rows.map(({ subject }) => `${subject.type}#${subject.id}`)).toEqual([other, first]);
    expect(rows[1]).toMatchObject({
      kind: 'pick-locked',
      picks: [b.by, a.by],
      count: 2,
      at: now.toISOString(),
      updatedAt: later(2_000).toISOString(),
      read: false,
    });
  });

  it('is the same after each message came twice and in another order', async () => {
    const ann = await person();
    const subject = event();
    const messages = Array.from({ length: 4 }, () => ({ facts: [pick(), pick()], as: key() }));
    for (const { facts, as } of [...messages, ...messages.toReversed()]) await tell(ann, facts, { subject, as });
    const [row, ...others] = await list(ann);
    expect(others).toEqual([]);
    expect(row?.picks.toSorted()).toEqual(messages.flatMap(({ facts }) => facts.map(({ by }) => by)).toSorted());
  });

  it('loses nothing of ten messages at once', async () => {
    const ann = await person();
    const subject = event();
    const all = Array.from({ length: 10 }, () => pick());
    await Promise.all(all.map((one) => tell(ann, [one], { subject })));
    const rows = await list(ann);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.picks.toSorted()).toEqual(all.map(({ by }) => by).toSorted());
  });

  it('has a new row for what happens after 12 hours, or after the row was read', async () => {
    const ann = await person();
    const subject = event();
    await tell(ann, [pick()], { subject });
    await tell(ann, [pick()], { subject, at: later(12 * HOUR - 1) });
    expect(await list(ann)).toHaveLength(1);
    await tell(ann, [pick()], { subject, at: later(12 * HOUR) });
    const [newest, oldest] = await list(ann);
    expect([newest?.count, oldest?.count]).toEqual([1, 2]);
    await markRead(ann, newest?.id as NotificationId, later(13 * HOUR));
    await markRead(ann, newest?.id as NotificationId, later(14 * HOUR));
    await tell(ann, [pick()], { subject, at: later(15 * HOUR) });
    expect((await list(ann)).map(({ read, count }) => [read, count])).toEqual([
      [false, 1],
      [true, 1],
      [false, 2],
    ]);
  });

  it('is read in pages, whose cursors are nobody else’s', async () => {
    const [ann, bob] = [await person(), await person()];
    for (let i = 0; i < 5; i++) await tell(ann, [pick()], { at: later(i) });
    const first = await listNotifications(ann, { limit: 2 }, now);
    const second = await listNotifications(ann, { limit: 3, cursor: first.cursor as string }, now);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5);
    expect(second.cursor).toBeNull();
    await expect(listNotifications(bob, { limit: 2, cursor: first.cursor as string }, now)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'cursor' },
    });
  });

  it('has nothing for who is banned, or gone', async () => {
    const ann = await person();
    const handle = `b${randomBytes(4).toString('hex')}x`;
    const mal = await bettor(handle, now);
    await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle, reason: 'fraud' }, now);
    const gone: User = { ...ann, userId: newId(now) };
    for (const who of [mal, gone]) {
      await tell(who, [pick()], { at: later(1) });
      expect(await list(who)).toEqual([]);
    }
  });

  it('of settled picks has the newest outcome of each, whatever comes first', async () => {
    const ann = await person();
    await deliver(
      { task: 'tell', key: key(), userId: ann.userId, kind: 'pick-settled', facts: [{ by: newId(now), mark: markOfNumber(1) }] },
      now,
    );
    expect(await list(ann), 'of a pick that does not exist').toEqual([]);
  });
});

describe('a notification of another', () => {
  it('is not there to be read', async () => {
    const [ann, bob] = [await person(), await person()];
    await tell(ann, [pick()]);
    const [row] = await list(ann);
    await expect(markRead(bob, row?.id as NotificationId, now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(markRead(ann, newId<NotificationId>(now), now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await list(ann))[0]?.read).toBe(false);
  });
});

describe('the count of unread notifications', () => {
  it('has those that are newer than what was seen, and not read', async () => {
    const ann = await person();
    expect(await unread(ann)).toBe(0);
    for (let i = 0; i < 4; i++) await tell(ann, [pick()], { at: later(i) });
    expect(await unread(ann)).toBe(4);
    const [newest, second, third] = await list(ann);
    expect(await markSeen(ann, third?.id as NotificationId, later(10))).toEqual({ unread: 2 });
    await markRead(ann, second?.id as NotificationId, later(11));
    expect(await unread(ann)).toBe(1);
    expect(await markSeen(ann, newest?.id as NotificationId, later(12))).toEqual({ unread: 0 });
    expect(await markSeen(ann, third?.id as NotificationId, later(13)), 'an older note changes nothing').toEqual({ unread: 0 });
  });

  it('refuses a note of the future, which would hide what comes', async () => {
    const ann = await person();
    await expect(markSeen(ann, newId<NotificationId>(later(60_000)), now)).rejects.toMatchObject({
      details: { field: 'through' },
    });
  });

  it('ends at 99', async () => {
    const ann = await person();
    for (let i = 0; i < 101; i += 20)
      await Promise.all(Array.from({ length: 20 }, (_, n) => tell(ann, [pick()], { at: later(i + n) })));
    expect(await unread(ann)).toBe(99);
  });
});

describe('the preferences', () => {
  it('are the defaults of the house until they are chosen, and again for kinds that are left out', async () => {
    const ann = await person();
    const defaults = { kinds: Object.fromEntries(KIND_NAMES.map((kind) => [kind, rowOfKind(kind).defaults])), quietHours: null };
    expect(await getPreferences(ann)).toEqual(defaults);
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'America/New_York' };
    const off = { in_app: false, push: false, email: false };
    expect(await setPreferences(ann, { kinds: { 'pick-locked': off }, quietHours })).toEqual({
      kinds: { ...defaults.kinds, 'pick-locked': off },
      quietHours,
    });
    expect(await setPreferences(ann, { kinds: {}, quietHours: null })).toEqual(defaults);
  });

  it('keep what was seen', async () => {
    const ann = await person();
    await tell(ann, [pick()]);
    const [row] = await list(ann);
    await markSeen(ann, row?.id as NotificationId, later(1));
    await setPreferences(ann, { kinds: {}, quietHours: null });
    expect(await unread(ann)).toBe(0);
  });

  it('switch a kind off: nothing of it is written, shown or sent', async () => {
    const ann = await person();
    await open(ann);
    await withDevice(ann);
    await choose(ann, { in_app: false, push: false });
    await tell(ann, [pick()]);
    expect([await list(ann), frames, mobile.texts]).toEqual([[], [], []]);
  });

  it('keep a kind out of the list that is sent to devices alone', async () => {
    const ann = await person();
    await open(ann);
    await withDevice(ann);
    await choose(ann, { in_app: false, push: true });
    await tell(ann, [pick()]);
    expect([await list(ann), await unread(ann), frames]).toEqual([[], 0, []]);
    expect(mobile.texts).toHaveLength(1);
  });
});

describe('sockets', () => {
  it('get a notification at once, and then once in ten seconds with all that came', async () => {
    const ann = await person();
    await open(ann);
    const subject = event();
    for (let i = 0; i < 30; i++) await tell(ann, [pick()], { subject, at: later(i * 100) });
    expect(frames.map(({ data }) => data.count)).toEqual([1]);
    expect(sent).toMatchObject([{ queue: 'low', delay: 10, message: { task: 'tell-again', on: 'sockets' } }]);
    await deliver(sent[0]?.message as never, later(10_000));
    expect(frames.map(({ data }) => data.count)).toEqual([1, 20]);
    await tell(ann, [pick()], { subject, at: later(25_000) });
    expect(frames).toHaveLength(3);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(3);
  });

  it('get what a failed try did not send, under the same id', async () => {
    const ann = await person();
    const [subject, as, fact] = [event(), key(), pick()];
    await tell(ann, [fact], { subject, as });
    await open(ann);
    await tell(ann, [fact], { subject, as, at: later(500) });
    await tell(ann, [fact], { subject, as, at: later(800) });
    expect(new Set(frames.map(({ id }) => id)).size).toBe(1);
    expect(frames).toHaveLength(2);
    await tell(ann, [fact], { subject, at: later(20_000) });
    expect(frames, 'another message with the same fact is no news').toHaveLength(2);
  });

  it('get nothing more of a notification that was read meanwhile', async () => {
    const ann = await person();
    await open(ann);
    const subject = event();
    for (const ms of [0, 100]) await tell(ann, [pick()], { subject, at: later(ms) });
    const [row] = await list(ann);
    await markRead(ann, row?.id as NotificationId, later(200));
    await deliver(sent[0]?.message as never, later(10_000));
    expect(frames).toHaveLength(1);
  });
});

describe('mobile devices', () => {
  const pushing = async () => {
    const ann = await person();
    await choose(ann, { push: true });
    return ann;
  };

  it('get a notification in their language, and of one at most one in 15 minutes', async () => {
    const ann = await pushing();
    await withDevice(ann, undefined, 'es-MX');
    await withDevice(ann, undefined, 'fi');
    const subject = event();
    for (const ms of [0, 60_000, 120_000]) await tell(ann, [pick()], { subject, at: later(ms) });
    expect(mobile.texts.map(({ body }) => body).toSorted()).toEqual([
      'A pick of yours is locked: the game has started.',
      'Tu pick está cerrado: el partido ha comenzado.',
    ]);
    const [again] = sent.filter(({ message }) => message.on === 'mobile-devices');
    expect(again?.delay).toBe(840);
    await deliver(again?.message as never, later(900_000));
    expect(mobile.texts.map(({ body }) => body)).toContain('3 picks of yours are locked: the game has started.');
    expect(new Set(mobile.texts.map(({ tag }) => tag)).size).toBe(1);
  });

  it('get 20 an hour, one summary, and no more until the hour is over', async () => {
    const ann = await pushing();
    await withDevice(ann);
    for (let i = 0; i < 25; i++) await tell(ann, [pick()], { at: later(i) });
    expect(mobile.texts).toHaveLength(21);
    expect(mobile.texts.at(-1)).toMatchObject({ body: 'You have new notifications.', tag: 'summary' });
    await tell(ann, [pick()], { at: later(HOUR + 1) });
    expect(mobile.texts).toHaveLength(22);
    expect(await unread(ann)).toBe(26);
  });

  it('that are good no more are forgotten, the others are sent to', async () => {
    const ann = await pushing();
    const [bad, good] = [token(), token()];
    await withDevice(ann, bad);
    await withDevice(ann, good);
    mobile.disabled.add(`ios/${bad}`);
    await tell(ann, [pick()]);
    expect(mobile.texts.map(({ endpoint }) => endpoint)).toEqual([`ios/${good}`]);
    mobile.disabled.clear();
    await tell(ann, [pick()]);
    expect(mobile.texts.map(({ endpoint }) => endpoint)).toEqual([`ios/${good}`, `ios/${good}`]);
  });

  it('are sent to again by the message whose sending failed', async () => {
    const ann = await pushing();
    await withDevice(ann);
    const [subject, as, fact] = [event(), key(), pick()];
    mobile.fails = true;
    await expect(tell(ann, [fact], { subject, as })).rejects.toThrow('SNS is down');
    mobile.fails = false;
    await tell(ann, [fact], { subject, as, at: later(30_000) });
    expect(mobile.texts).toHaveLength(1);
  });

  it('belong to whoever registered their token last', async () => {
    const [ann, bob] = [await pushing(), await pushing()];
    const shared = token();
    await withDevice(ann, shared);
    await tell(ann, [pick()]);
    await withDevice(bob, shared);
    await tell(ann, [pick()]);
    expect(mobile.texts).toHaveLength(1);
    await tell(bob, [pick()]);
    expect(mobile.texts).toHaveLength(2);
  });

  it('of which ten register one token at once have one that is sent to', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, pushing));
    const shared = token();
    await Promise.allSettled(all.map((who) => withDevice(who, shared)));
    for (const who of all) await tell(who, [pick()]);
    expect(mobile.texts).toHaveLength(1);
  });

  it('are at most ten: the one that registered longest ago makes way', async () => {
    const ann = await pushing();
    const tokens = Array.from({ length: 11 }, token);
    for (const [i, one] of tokens.entries())
      await registerDevice(ann, crypto.randomUUID(), { platform: 'ios', token: one, locale: 'en' }, later(i));
    await tell(ann, [pick()], { at: later(20) });
    expect(mobile.texts.map(({ endpoint }) => endpoint).toSorted()).toEqual(
      tokens
        .slice(1)
        .map((one) => `ios/${one}`)
        .toSorted(),
    );
  });

  it('are forgotten with their session, or by hand, and so is their endpoint', async () => {
    const ann = await pushing();
    const tablet: User = { ...ann, origin: 'tablet' };
    const [phone, other, third] = [token(), token(), token()];
    await withDevice(ann, phone);
    await withDevice(tablet, other);
    const removed = await withDevice(ann, third);
    await tell(ann, [pick()]);
    expect(mobile.texts).toHaveLength(3);
    await close({ task: 'close-sockets', userId: ann.userId, origin: ann.origin, at: later(1).toISOString() }, later(2));
    await unregisterDevice(ann, removed);
    await unregisterDevice(ann, removed);
    mobile.texts.length = 0;
    await tell(ann, [pick()]);
    expect(mobile.texts.map(({ endpoint }) => endpoint)).toEqual([`ios/${other}`]);
  });
});

/** Does all that follows from what was written since the last call: the stream's reader, then the messages that are due. */
let tail: StreamTail | undefined;
async function settle(at = now): Promise<void> {
  tail ??= await new StreamTail().open();
  for (;;) {
    const Records = (await tail.next()).filter((record) => isOf(record, READERS.social));
    if (Records.length > 0) await projectSocial({ Records }, { awsRequestId: 'test' } as Context);
    const due = sent.splice(0).filter(({ queue, delay }) => delay === 0 && ['low', 'standard'].includes(queue));
    for (const { message } of due) await deliver(message as never, at);
    if (Records.length + due.length === 0) return;
  }
}
const kinds = async (who: User) =>
  (await list(who)).map(({ kind, actors, count }) => `${kind} ${actors.map(({ id }) => id).join()} ${count}`);
const makePrivate = async (who: User) => void (await updateMe(who, { private: true }, now));

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
