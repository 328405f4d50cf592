import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import { acceptConversation, readMessages, setChatSettings } from '#core/messaging';
import { pushMessage, registerDevice, setPreferences } from '#core/notifications';
import { loadUsers } from '#core/users';
import { sqs } from '#platform/enqueue';
import { membershipEntity } from '../../core/messaging/log/membership.entity.ts';
import { PushTask } from '../../core/messaging/messages/push-message.ts';
import { type MobileText, mobilePush } from '../../core/notifications/mobile-push.ts';
import { identityGround, later, now, tag } from '../support/bettors.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import { directOf, groupOf, opened, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';

/** Members without a live socket get a mobile push of a message. */

let queued: object[] = [];
let texts: { readonly to: string; readonly text: MobileText }[] = [];
let hub: SocketHub;
beforeAll(identityGround);
beforeEach(() => {
  hub = new SocketHub();
  [queued, texts] = [[], []];
  sqs.inject({
    send: async ({ input: { Entries = [] } }) => {
      queued.push(...Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody) as object));
      return {};
    },
  });
  mobilePush.inject({
    endpointOf: async (_, token) => token,
    send: async (to, text) => {
      texts.push({ to, text });
      return true;
    },
    forget: async () => undefined,
  });
});

const people = async (count: number): Promise<User[]> => {
  const all = await Promise.all(Array.from({ length: count }, () => bettor(`m_${tag()}`, later(-2 * 86_400_000))));
  for (const who of all) await deviceOf(who);
  return all;
};
const deviceOf = (who: User) =>
  registerDevice(who, crypto.randomUUID(), { platform: 'android', token: `token-of-${who.userId}`, locale: 'en' }, now);
/** Runs the tasks that were sent, each twice, as a queue may. @returns the texts by whom they came to */
async function pushed(at: Date): Promise<Record<string, string>> {
  texts = [];
  for (const task of queued.splice(0)) for (let i = 0; i < 2; i++) await pushMessage(PushTask.parse(task), at);
  return Object.fromEntries(texts.map(({ to, text }) => [to, `${text.title}: ${text.body}`]));
}
const to = ({ userId }: User) => `token-of-${userId}`;

it('comes once in a minute, three times until they read, and not to who has a socket', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, now);
  const send = async (ms: number) => {
    await say(ann, id, `At ${ms}.`, later(ms));
    return pushed(later(ms));
  };
  expect(await send(0)).toEqual({ [to(ben)]: expect.stringMatching(/: At 0\.$/) });
  expect(await send(30_000)).toEqual({});
  expect(Object.keys(await send(60_000))).toEqual([to(ben)]);
  expect(Object.keys(await send(120_000))).toEqual([to(ben)]);
  expect(await send(180_000)).toEqual({});
  await readMessages(ben, id, 5, later(181_000));
  expect(Object.keys(await send(240_000))).toEqual([to(ben)]);
  // A socket gets it; one that the gateway does not know any more does not count.
  const socket = await hub.open(ben, later(300_000));
  expect(await send(301_000)).toEqual({});
  hub.answer(socket, 'gone');
  expect(Object.keys(await send(362_000))).toEqual([to(ben)]);
});

it('holds for mutes, blocks, quiet hours, what was read or deleted meanwhile, and hides the text of who wants that', async () => {
  const [ann, ben, cas, dee, eve, fay] = (await people(6)) as [User, User, User, User, User, User];
  const { id } = await groupOf(ann, [ben, cas, dee, eve, fay], now);
  queued = [];
  const set = (who: User, fields: object) =>
    membershipEntity().patch({ userId: who.userId, state: 'in', conversationId: id }).set(fields).go();
  await set(ben, { mutedUntil: later(3_600_000).toISOString() });
  await blockUser(cas, ann.userId, now);
  const hour = (ms: number) => later(ms).toISOString().slice(11, 16);
  await setPreferences(dee, { kinds: {}, quietHours: { from: hour(-3_600_000), to: hour(3_600_000), timeZone: 'UTC' } });
  await setChatSettings(eve, { presence: true, receipts: true, previews: false });
  await say(ann, id, 'Hi.', now);
  expect(queued).toMatchObject([{ task: 'push-message', seq: 2 }]);
  expect(await pushed(now)).toEqual({
    [to(eve)]: 'Sunday: You have a new message.',
    [to(fay)]: expect.stringMatching(/^Sunday: .+: Hi\.$/),
  });
  await say(ann, id, 'Again.', later(60_000));
  await readMessages(fay, id, 3, later(60_001));
  expect(Object.keys(await pushed(later(60_002)))).toEqual([to(eve)]);
});

it('does not come of a request to talk, and comes of what is said once it is accepted', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await opened(ann, ben.userId, now);
  await say(ann, id, 'Hi.', now);
  expect(queued).toHaveLength(1);
  expect(await pushed(now)).toEqual({});
  await acceptConversation(ben, id, later(1_000));
  await say(ann, id, 'Thanks.', later(2_000));
  expect(Object.keys(await pushed(later(2_000)))).toEqual([to(ben)]);
});

it('does not come to a person who has switched messages off, also not with a mention, until they switch them on', async () => {
  const [ann, ben, cas] = (await people(3)) as [User, User, User];
  const { id } = await groupOf(ann, [ben, cas], now);
  queued = [];
  const choose = (push: boolean) => setPreferences(ben, { kinds: { message: { push } }, quietHours: null });
  await choose(false);
  await say(ann, id, 'Hi.', now);
  expect(Object.keys(await pushed(now))).toEqual([to(cas)]);
  const { handle = '' } = (await loadUsers([ben.userId]))[0] ?? {};
  const mentions = [{ start: 0, end: handle.length + 1, userId: ben.userId }];
  await say(ann, id, `@${handle}, look.`, later(60_000), { mentions });
  expect(Object.keys(await pushed(later(60_000)))).toEqual([to(cas)]);
  // Nothing was noted of the pushes that did not go: the next one is the first, and not the third.
  await choose(true);
  for (const minute of [2, 3, 4]) {
    await say(ann, id, `Minute ${minute}.`, later(minute * 60_000));
    expect(Object.keys(await pushed(later(minute * 60_000)))).toContain(to(ben));
  }
});
