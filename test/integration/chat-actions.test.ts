import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import { listConversations, removeMember } from '#core/messaging';
import { issueSocketTicket } from '#core/realtime';
import { SendMessage } from '#schemas/chat-messages';
import { handler as messaging } from '../../lambdas/http/messaging.ts';
import { identityGround, later, tag } from '../support/bettors.ts';
import { ChatSocket } from '../support/chat-door.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { directOf, groupOf, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';

/** Clients call actions over their sockets, through the door as it is deployed. Doors read the clock. */

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
      data: { id: `${id}_1`, seq: 1, text: 'Hi.', clientMessageId: message.clientMessageId },
    });
    expect(bens.taken()).toMatchObject([{ type: 'entry', data: { seq: 1, entry: { text: 'Hi.', clientMessageId: null } } }]);
    // Again, as a client does that got no answer.
    expect(await anns.say('message.send', { conversationId: id, message })).toMatchObject({ data: { seq: 1 } });
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

it('message.read moves what its member has read', async () => {
  const [ann, ben] = (await people(2)) as [User, User];
  const { id } = await directOf(ann, ben.userId, new Date());
  const socket = await open(ben);
  await say(ann, id, 'Hi.', new Date());
  const unread = async () => (await listConversations(ben, { limit: 50 }, new Date())).items[0]?.unread;
  expect(await unread()).toBe(1);
  expect(await socket.say('message.read', { conversationId: id, seq: 1 })).toMatchObject({ type: 'ack', data: {} });
  expect(await unread()).toBe(0);
});

it('session.renew keeps a socket, by a ticket that works once', async () => {
  const [ann] = (await people(1)) as [User];
  const socket = await open(ann);
  const { ticket } = await issueSocketTicket(ann, new Date());
  expect(await socket.say('session.renew', { ticket })).toMatchObject({ type: 'ack', data: { renewBefore: expect.any(String) } });
  expect(await socket.say('session.renew', { ticket })).toEqual(failed('UNAUTHENTICATED'));
  expect(await socket.say('ping')).toMatchObject({ type: 'ack', data: { at: expect.any(String) } });
});
