import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  getChatSettings,
  listConversations,
  listReceipts,
  ping,
  readMessages,
  removeMember,
  setChatSettings,
  watchPresence,
} from '#core/messaging';
import { issueSocketTicket } from '#core/realtime';
import { SendMessage } from '#schemas/chat-messages';
import type { MessageId } from '#schemas/common';
import type { ServerMessage } from '#schemas/messages';
import { handler as messaging } from '../../lambdas/http/messaging.ts';
import { identityGround, kept, later, lost, many, tag } from '../support/bettors.ts';
import { ChatSocket } from '../support/chat-door.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { directOf, groupOf, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';

/** The frames of clients, through the deployed door. Doors read the clock. */

let hub: SocketHub;
beforeAll(identityGround);
beforeEach(() => {
  hub = new SocketHub();
});
const people = (count: number): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, () => bettor(`a_${tag()}`, later(-2 * 86_400_000))));
const open = (who: User) => ChatSocket.open(hub, who, new Date());
const text = (words: string, more: object = {}) => ({ type: 'text', text: words, clientMessageId: randomUUID(), ...more });
const failed = (code: string, details: object = {}) =>
  expect.objectContaining({ type: 'error', error: expect.objectContaining({ code, details: expect.objectContaining(details) }) });

describe('message.send', () => {
  it('is acknowledged with the entry, and posted to the others', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, new Date());
    await say(ben, id, 'First.', new Date());
    const [anns, bens] = [await open(ann), await open(ben)];
    const message = text('Hi.');
    const trips: string[] = [];
    const end = intercept(({ name }, send) => {
      trips.push(name);
      return send();
    });
    const acked = await anns.say('message.send', { conversationId: id, message });
    end();
    expect(acked).toMatchObject({
      type: 'ack',
      data: { id: `${id}_2`, seq: 2, text: 'Hi.', clientMessageId: message.clientMessageId },
    });
    expect(bens.taken()).toMatchObject([{ type: 'entry', data: { seq: 2, entry: { text: 'Hi.', clientMessageId: null } } }]);
    // Again, as a client does that got no answer.
    expect(await anns.say('message.send', { conversationId: id, message })).toMatchObject({ data: { seq: 2 } });
    expect(bens.taken()).toEqual([]);
    expect(trips.filter((name) => name === 'PutItemCommand')).toHaveLength(2);
  });

  it('is refused as over HTTP: to strangers, after a removal, while blocked, and for what is wrong in it', async () => {
    const [ann, ben, mal] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben], new Date());
    const [anns, bens, mals] = [await open(ann), await open(ben), await open(mal)];
    const send = (from: ChatSocket, conversationId: string, message: object = text('Hi.')) =>
      from.say('message.send', { conversationId, message });
    expect(await send(mals, id)).toEqual(failed('NOT_FOUND'));
    expect(await send(bens, id, { ...text('Hi.'), text: '' })).toEqual(failed('INVALID_INPUT', { field: 'message.text' }));
    expect(await send(bens, id, text('Hi.', { replyTo: 99 }))).toEqual(failed('INVALID_INPUT', { field: 'replyTo' }));
    expect(await send(bens, id, text('Hi.', { loud: true }))).toEqual(failed('INVALID_INPUT', { field: 'message.loud' }));
    await removeMember(ann, id, ben.userId, new Date());
    expect(await send(bens, id)).toEqual(failed('NOT_FOUND'));
    const direct = await directOf(ann, mal.userId, new Date());
    await blockUser(mal, ann.userId, new Date());
    expect(await send(anns, direct.id)).toEqual(failed('MESSAGE_NOT_ALLOWED'));
  });

  it('counts in one limit with HTTP, 20 a minute for a person', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, new Date());
    const [phone, tablet] = [await open(ann), await open(ann)];
    const overHttp = () => ask(messaging, SendMessage, { as: ann, params: { conversationId: id }, body: text('Hi.') });
    const codes: string[] = [];
    // The window of a minute may end on the way, once.
    for (let i = 0; i < 42 && codes.length === 0; i++) {
      if (i % 3 === 2) {
        const { status } = await overHttp();
        if (status === 429) codes.push('RATE_LIMITED');
        continue;
      }
      const answer = await (i % 3 ? phone : tablet).say('message.send', { conversationId: id, message: text('Hi.') });
      if (answer?.type === 'error') codes.push(answer.error.code);
    }
    expect(codes).toEqual(['RATE_LIMITED']);
    // One that is refused may have read, and has written nothing.
    const put: string[] = [];
    const end = intercept(({ name }, send) => {
      if (name !== 'GetItemCommand') put.push(name);
      return send();
    });
    expect(await phone.say('message.send', { conversationId: id, message: text('No.') })).toEqual(failed('RATE_LIMITED'));
    expect((await overHttp()).status).toBe(429);
    end();
    expect(put).not.toContain('PutItemCommand');
  });

  it('is refused to somebody who is banned from messages by the ticket alone', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, new Date());
    const banned = await open({ ...ann, bans: { messaging: '9999-12-31T23:59:59.999Z' } });
    expect(await banned.say('message.send', { conversationId: id, message: text('Hi.') })).toEqual(
      failed('BANNED', { scope: 'messaging' }),
    );
    expect(await banned.say('message.read', { conversationId: id, seq: 1 })).toEqual(failed('INVALID_INPUT', { field: 'seq' }));
  });
});

describe('receipts', () => {
  it('move what a member has got and read, tell the others, and come once in 5 seconds', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, new Date());
    await say(ann, id, 'One.', new Date());
    await say(ann, id, 'Two.', new Date());
    const [anns, bens] = [await open(ann), await open(ben)];
    const unread = async () => (await listConversations(ben, { limit: 50, folder: 'inbox' }, new Date())).items[0]?.unread;
    expect(await unread()).toBe(2);
    const tell = (action: string, seq: number) => bens.say(action, { conversationId: id, seq });
    expect(await tell('message.delivered', 2)).toMatchObject({ type: 'ack', data: {} });
    expect(await tell('message.read', 1)).toMatchObject({ type: 'ack', data: {} });
    expect(await unread()).toBe(1);
    const receipt = (kind: string, seq: number) =>
      expect.objectContaining({ type: 'receipt', data: { conversationId: id, userId: ben.userId, kind, seq } });
    expect(anns.taken()).toEqual([receipt('delivered', 2), receipt('read', 1)]);
    expect(await tell('message.read', 2)).toEqual(failed('RATE_LIMITED', { retryAfter: 5 }));
    expect(await unread()).toBe(1);
    // A receipt that is there already moves nothing, and tells nobody.
    await readMessages(ben, id, 2, later(6_000));
    expect(anns.taken()).toEqual([receipt('read', 2)]);
    await many(3, () => readMessages(ben, id, 1, later(7_000)));
    expect([anns.taken(), await unread()]).toEqual([[], 0]);
    const messageId = `${id}_2` as MessageId;
    expect(await listReceipts(ann, messageId, new Date())).toMatchObject({ delivered: [], read: [{ id: ben.userId }] });
    await expect(listReceipts(ben, messageId, new Date())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are neither given nor shown by who has switched them off', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], new Date());
    const message = await say(ann, id, 'Hi.', new Date());
    const sockets = [await open(ann), await open(ben), await open(cas)];
    await setChatSettings(ben, { presence: true, receipts: false, previews: true });
    await readMessages(ben, id, 2, new Date());
    await readMessages(cas, id, 2, new Date());
    const got = sockets.map((socket) => socket.taken().flatMap(({ type, ...more }) => (type === 'receipt' ? [more] : [])));
    expect(got.map((all) => all.length)).toEqual([1, 0, 0]);
    expect(got[0]).toMatchObject([{ data: { userId: cas.userId } }]);
    const shown = () => listReceipts(ann, message.id as MessageId, new Date());
    expect(await shown()).toMatchObject({ read: [{ id: cas.userId }], delivered: [] });
    await setChatSettings(ann, { presence: true, receipts: false, previews: true });
    expect(await shown()).toEqual({ read: [], delivered: [] });
    expect(await getChatSettings(ann)).toEqual({ presence: true, receipts: false, previews: true });
  });

  it('of a group of more than 16 are asked for', async () => {
    const [ann, ...others] = (await people(17)) as [User, ...User[]];
    const { id } = await groupOf(ann, others, new Date());
    const message = await say(ann, id, 'Hi.', new Date());
    const [anns, reader] = [await open(ann), others[0] as User];
    await readMessages(reader, id, 2, new Date());
    await (await open(reader)).say('typing', { conversationId: id });
    expect(anns.taken()).toEqual([]);
    expect(await listReceipts(ann, message.id as MessageId, new Date())).toMatchObject({ read: [{ id: reader.userId }] });
  });
});

describe('typing', () => {
  it('is shown to the others for 5 seconds, and not across a block', async () => {
    const [ann, ben, cas, mal] = (await people(4)) as [User, User, User, User];
    const { id } = await groupOf(ann, [ben, cas], new Date());
    const [anns, bens, cass, mals] = [await open(ann), await open(ben), await open(cas), await open(mal)];
    await blockUser(cas, ann.userId, new Date());
    expect(await anns.say('typing', { conversationId: id })).toMatchObject({ type: 'ack', data: {} });
    const [shown] = bens.taken() as [Extract<ServerMessage, { type: 'typing' }>];
    expect(shown).toMatchObject({ type: 'typing', data: { conversationId: id, userId: ann.userId } });
    expect(Date.parse(shown.data.until) - Date.parse(shown.at)).toBe(5_000);
    expect([anns.taken(), cass.taken()]).toEqual([[], []]);
    expect(await mals.say('typing', { conversationId: id })).toEqual(failed('NOT_FOUND'));
  });
});

describe('presence', () => {
  it('is shown to fellow members and contacts who ask, for 5 minutes after a ping, and ends with the last socket', async () => {
    const [ann, ben, cas, mal] = (await people(4)) as [User, User, User, User];
    const { id } = await groupOf(ann, [ben, cas], new Date());
    const [anns, mals] = [await open(ann), await open(mal)];
    const [phone, tablet] = [await open(ben), await open(ben)];
    const seen = async (fields: object) => (await anns.say('presence.watch', fields)) as { data?: { people: object[] } };
    expect(await seen({ conversationId: id })).toMatchObject({ type: 'ack', data: { people: [] } });
    await phone.say('ping');
    const online = { userId: ben.userId, online: true, lastSeenAt: null };
    const watch = (seconds: number) => watchPresence(ann, { conversationId: id }, new Date(Date.now() + seconds * 1_000));
    expect(await watch(31)).toEqual([online]);
    expect((await seen({ userIds: [ben.userId, mal.userId, ann.userId] })).data).toEqual({ people: [online] });
    expect(await mals.say('presence.watch', { conversationId: id })).toEqual(failed('NOT_FOUND'));
    expect(await mals.say('presence.watch', { userIds: [ben.userId] })).toMatchObject({ data: { people: [] } });
    expect(await seen({})).toEqual(failed('INVALID_INPUT', { field: 'userIds' }));
    await phone.close();
    expect((await watch(62))[0]).toMatchObject({ online: true });
    expect((await watch(6 * 60))[0]).toMatchObject({ online: false });
    await tablet.close();
    const [gone] = await watch(7 * 60);
    expect(gone).toMatchObject({ online: false });
    expect(new Date(gone?.lastSeenAt ?? '').getTime() % 900_000).toBe(0);
  });

  it('is asked for once in 30 seconds for each conversation, and once in 60 for contacts, on all sockets together', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben], new Date());
    const { id: other } = await groupOf(ann, [cas], new Date());
    const [phone, tablet] = [await open(ann), await open(ann)];
    const soon = (most: number) => ({
      retryAfter: expect.toSatisfy((seconds: number) => most - 10 < seconds && seconds <= most),
    });
    for (const conversationId of [id, other])
      expect(await phone.say('presence.watch', { conversationId })).toMatchObject({ type: 'ack' });
    expect(await tablet.say('presence.watch', { conversationId: id })).toEqual(failed('RATE_LIMITED', soon(30)));
    expect(await tablet.say('presence.watch', { userIds: [ben.userId] })).toMatchObject({ type: 'ack' });
    expect(await phone.say('presence.watch', { userIds: [cas.userId] })).toEqual(failed('RATE_LIMITED', soon(60)));
    // Refused calls put nothing off: after the time of the first one it is answered again, once of ten at the same moment.
    const at = new Date(Date.now() + 30_500);
    const tries = await many(10, () => watchPresence(ann, { conversationId: id }, at));
    expect([kept(tries).length, lost(tries).length]).toEqual([1, 9]);
  });

  it('is hidden both ways by who switches it off, and across a block', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], new Date());
    for (const who of [ann, ben, cas]) await ping(who, new Date());
    const seenBy = async (who: User, seconds = 0) =>
      (await watchPresence(who, { conversationId: id }, new Date(Date.now() + seconds * 1_000))).map(({ userId }) => userId);
    expect((await seenBy(ann)).toSorted()).toEqual([ben.userId, cas.userId].toSorted());
    await setChatSettings(ben, { presence: false, receipts: true, previews: true });
    expect([await seenBy(ann, 31), await seenBy(ben)]).toEqual([[cas.userId], []]);
    await blockUser(cas, ann.userId, new Date());
    expect([await seenBy(ann, 62), await seenBy(cas)]).toEqual([[], []]);
  });

  it('is written at most once a minute', async () => {
    const [ann] = (await people(1)) as [User];
    const [first, soon, after] = [await ping(ann, later(0)), await ping(ann, later(59_000)), await ping(ann, later(60_001))];
    expect([first, soon, after]).toEqual([true, false, true]);
  });
});

it('session.renew keeps a socket, by a ticket that works once', async () => {
  const [ann] = (await people(1)) as [User];
  const socket = await open(ann);
  const { ticket } = await issueSocketTicket(ann, new Date());
  expect(await socket.say('session.renew', { ticket })).toMatchObject({ type: 'ack', data: { renewBefore: expect.any(String) } });
  expect(await socket.say('session.renew', { ticket })).toEqual(failed('UNAUTHENTICATED'));
  expect(await socket.say('ping')).toMatchObject({ type: 'ack', data: { at: expect.any(String) } });
});
