import { afterAll, beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { followUser, unfollowUser } from '#core/graph';
import { deliver, notificationUpkeep } from '#core/notifications';
import { newId } from '#platform/ids';
import { membersIn, ONLY } from '../../core/notifications/group-rules.ts';
import { allNotifications } from '../../core/notifications/notification.store.ts';
import { gateway } from '../../core/realtime/gateway.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { key, later, listenToTellings, mobile, now, open, person, sent, unread, withDevice } from '../support/tellings.ts';

/**
 * A consumer may die at any of its calls, and then gets its message again. Here it lives for k of them, for every k; what it had done by then
 * stands. Afterwards the message comes again, and everything must be whole: one row, and no telling under another id.
 */
listenToTellings();
const life = { calls: Number.POSITIVE_INFINITY };
const spend = () => {
  if (--life.calls < 0) throw new Error('this process is dead');
};
/** The ids of the messages that sockets got. */
const frames: string[] = [];
let end: () => void;
beforeAll(() => {
  end = intercept(async (_, send) => {
    spend();
    return send();
  });
  takeMessages((queue, messages, delay) => {
    spend();
    sent.push(...messages.map((message) => ({ queue, message: message as Record<string, unknown>, delay })));
  });
  gateway.inject({
    async send({ input }) {
      spend();
      const { type, id } = JSON.parse(String((input as { Data?: string }).Data));
      if (type === 'notification') frames.push(id);
      return {};
    },
  });
});
afterAll(() => end());

/** @returns true when the work came to its end within its life */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  life.calls = calls;
  const ended = await work().then(
    () => true,
    () => false,
  );
  const survived = life.calls >= 0;
  life.calls = Number.POSITIVE_INFINITY;
  expect(ended).toBe(survived);
  return survived;
}

/** A message that people follow somebody. Each has a subject of its own, so that one person does for all lives. */
const messageOf = (who: User, subject: string, by: readonly User[]) => ({
  ...{ task: 'tell', key: key(), userId: who.userId, kind: 'new-follower', subject },
  facts: by.map(({ userId }) => ({ by: userId, mark: ONLY })),
});
const newSubject = () => `user#${newId(now)}`;
const rowsOf = async ({ userId }: User, subject: string) =>
  (await allNotifications(userId)).filter((row) => row.subject === subject).map(({ members }) => membersIn(members).length);
const differences = async ({ userId }: User) =>
  (await notificationUpkeep.audit([userId], later(9))).flatMap((one) => one.differences);
const isPlanned = () => sent.some(({ message }) => message.task === 'tell-again' && message.on === 'sockets');

it('that dies while it tells, and is told again, leaves one row and no second telling', async () => {
  const [ann, ben, cas] = [await person(), await person(), await person()];
  await open(ann);
  await withDevice(ann);
  for (const who of [ben, cas]) await followUser(who, ann.userId, now);
  for (let calls = 0; ; calls++) {
    const subject = newSubject();
    [frames.length, mobile.texts.length, sent.length] = [0, 0, 0];
    const message = messageOf(ann, subject, [ben]);
    const survived = await living(calls, () => deliver(message as never, later(1)));
    // In between comes news of the same thing.
    await deliver(messageOf(ann, subject, [cas]) as never, later(2));
    await deliver(message as never, later(3));
    expect(await rowsOf(ann, subject), `after ${calls} calls`).toEqual([2]);
    // Whoever planned a telling later has told both by it.
    expect(frames.length > 0 || isPlanned()).toBe(true);
    expect(new Set(frames).size).toBe(frames.length > 0 ? 1 : 0);
    expect(new Set(mobile.texts.map(({ tag }) => tag)).size).toBeLessThanOrEqual(1);
    if (survived) {
      expect(calls).toBeGreaterThan(10);
      break;
    }
  }
  expect(await differences(ann)).toEqual([]);
});

it('that dies while it takes out what was withdrawn, and comes again, leaves nothing', async () => {
  const [ann, ben] = [await person(), await person()];
  await open(ann);
  for (let calls = 0; ; calls++) {
    const subject = newSubject();
    await followUser(ben, ann.userId, now);
    const message = messageOf(ann, subject, [ben]);
    await deliver(message as never, later(1));
    await unfollowUser(ben, ann.userId, later(2));
    frames.length = 0;
    const survived = await living(calls, () => deliver(message as never, later(3)));
    await deliver(message as never, later(4));
    expect([await rowsOf(ann, subject), frames], `after ${calls} calls`).toEqual([[], []]);
    if (survived) {
      expect(calls).toBeGreaterThan(5);
      break;
    }
  }
  expect([await unread(ann), await differences(ann)]).toEqual([0, []]);
});

/** Has something happen before a notification is written, once. */
function beforeItIsWritten(meanwhile: () => Promise<void>): void {
  const stop = intercept(async ({ name, input }, send) => {
    if (name !== 'PutItemCommand' || !JSON.stringify(input.Item).includes('"notification"')) return send();
    stop();
    await meanwhile();
    return send();
  });
}

it('of a fact that is withdrawn before it is written leaves it out at the second look', async () => {
  const [ann, ben] = [await person(), await person()];
  const subject = newSubject();
  await followUser(ben, ann.userId, now);
  const message = messageOf(ann, subject, [ben]);
  beforeItIsWritten(async () => {
    await unfollowUser(ben, ann.userId, later(1));
    await deliver(message as never, later(2));
  });
  sent.length = 0;
  await deliver(message as never, later(3));
  expect(await rowsOf(ann, subject)).toEqual([1]);
  const again = sent.filter(({ message: { second } }) => second);
  expect(again.map(({ queue, delay }) => ({ queue, delay }))).toEqual([{ queue: 'low', delay: 60 }]);
  for (const one of again) await deliver(one.message as never, later(4));
  expect([await rowsOf(ann, subject), await differences(ann)]).toEqual([[], []]);
  expect(
    sent.filter(({ message: { second } }) => second),
    'there is no third look',
  ).toHaveLength(1);
});

it('that has begun a notification writes it, although others have written it and emptied it meanwhile', async () => {
  const [ann, ben, cas] = [await person(), await person(), await person()];
  const subject = newSubject();
  for (const who of [ben, cas]) await followUser(who, ann.userId, now);
  const [ofBen, ofCas] = [ben, cas].map((who) => messageOf(ann, subject, [who])) as [object, object];
  beforeItIsWritten(async () => {
    await deliver(ofBen as never, later(1));
    await unfollowUser(ben, ann.userId, later(2));
    await deliver(ofBen as never, later(3));
    expect(await rowsOf(ann, subject)).toEqual([]);
  });
  await deliver(ofCas as never, later(4));
  expect([await rowsOf(ann, subject), await differences(ann)]).toEqual([[1], []]);
  await deliver(ofCas as never, later(5));
  await unfollowUser(cas, ann.userId, later(6));
  await deliver(ofCas as never, later(7));
  expect([await rowsOf(ann, subject), await differences(ann)]).toEqual([[], []]);
});
