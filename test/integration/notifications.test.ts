import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
import { decideBan } from '#core/identity';
import {
  close,
  deliver,
  getPreferences,
  listNotifications,
  markRead,
  markSeen,
  registerDevice,
  setPreferences,
  unregisterDevice,
} from '#core/notifications';
import { newId } from '#platform/ids';
import { SetPreferences } from '#schemas/notification-preferences';
import { CHOSEN_KINDS, type NotificationId, rowOfKind } from '#schemas/notifications';
import { markOfNumber } from '../../core/notifications/group-rules.ts';
import { bettor } from '../support/make/users.ts';

import {
  choose,
  event,
  frames,
  HOUR,
  key,
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
  token,
  unread,
  withDevice,
} from '../support/tellings.ts';

listenToTellings();

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
      items: [b.by, a.by].map((id) => ({ type: 'pick', id })),
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
    expect(row?.items.map(({ id }) => id as string).toSorted()).toEqual(
      messages.flatMap(({ facts }) => facts.map(({ by }) => by)).toSorted(),
    );
  });

  it('is told no fact again that an earlier row has', async () => {
    const ann = await person();
    const subject = event();
    const [first, second] = [
      { facts: [pick()], as: key() },
      { facts: [pick()], as: key() },
    ];
    await tell(ann, first.facts, { subject, as: first.as });
    await markRead(ann, (await list(ann))[0]?.id as NotificationId, later(1));
    await tell(ann, first.facts, { subject, as: first.as, at: later(2) });
    expect(await list(ann)).toHaveLength(1);
    await tell(ann, [...first.facts, ...second.facts], { subject, as: second.as, at: later(3) });
    expect((await list(ann)).map(({ items }) => items.map(({ id }) => id))).toEqual(
      [second, first].map(({ facts }) => facts.map(({ by }) => by)),
    );
  });

  it('loses nothing of ten messages at once', async () => {
    const ann = await person();
    const subject = event();
    const all = Array.from({ length: 10 }, () => pick());
    await Promise.all(all.map((one) => tell(ann, [one], { subject })));
    const rows = await list(ann);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.items.map(({ id }) => id as string).toSorted()).toEqual(all.map(({ by }) => by).toSorted());
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
    const defaults = {
      kinds: {
        ...Object.fromEntries(CHOSEN_KINDS.map((kind) => [kind, rowOfKind(kind).defaults])),
        // Messages are told by mobile push alone.
        message: { push: true },
      },
      quietHours: null,
    };
    expect(await getPreferences(ann)).toEqual(defaults);
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'America/New_York' };
    const off = { in_app: false, push: false, email: false };
    const message = { push: false };
    expect(await setPreferences(ann, { kinds: { 'pick-locked': off, message }, quietHours })).toEqual({
      kinds: { ...defaults.kinds, 'pick-locked': off, message },
      quietHours,
    });
    expect(await setPreferences(ann, { kinds: {}, quietHours: null })).toEqual(defaults);
  });

  it('take a switch for a channel that the kind has, and no other', () => {
    const message = (choice: object) => SetPreferences.body.safeParse({ kinds: { message: choice }, quietHours: null }).success;
    expect([{ push: false }, { in_app: true, push: true, email: false }, {}].map(message)).toEqual([true, false, false]);
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
