import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import {
  addMember,
  createConversation,
  deleteMessage,
  editMessage,
  reactToMessage,
  removeMember,
  updateConversation,
} from '#core/messaging';
import { sqs } from '#platform/enqueue';
import type { MessageId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import { loadHead } from '../../core/messaging/log/conversation.store.ts';
import { runChatTask } from '../../core/messaging/tasks/chat-tasks.ts';
import { entryOf } from '../../core/realtime/socket-rules.ts';
import { socketsEntity } from '../../core/realtime/sockets.entity.ts';
import { handler as deliverStandard } from '../../lambdas/queues/deliver-standard.ts';
import { identityGround, later, now, tag } from '../support/bettors.ts';
import { SocketHub } from '../support/chat-sockets.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { befriend, directOf, groupOf, say } from '../support/make/conversations.ts';
import { bettor } from '../support/make/users.ts';
import { newRecords, project } from '../support/social.ts';

// A deployed function has a namespace of metrics, which is read once.
vi.hoisted(() => Object.assign(process.env, { METRICS_NAMESPACE: 'YouBet/test' }));

/** Entries go to live sockets as they are written, and once more where that may not have happened. */

let hub: SocketHub;
let queued: object[] = [];
beforeAll(identityGround);
beforeEach(async () => {
  hub = new SocketHub();
  await newRecords();
  queued = [];
  sqs.inject({
    send: async ({ input: { Entries = [] } }) => {
      queued.push(...Entries.map(({ MessageBody = '', DelaySeconds }) => ({ ...JSON.parse(MessageBody), DelaySeconds })));
      return {};
    },
  });
});
let stop = () => {};
afterEach(() => stop());

const people = <const N extends number>(count: N): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, () => bettor(`p_${tag()}`, later(-2 * 86_400_000))));
/** The messages that follow from what was written, about this conversation. */
async function asked(id: string): Promise<object[]> {
  await project('social', await newRecords('logentry'));
  return queued
    .splice(0)
    .filter(
      (message) =>
        'task' in message && message.task === 'post-entries' && 'conversationId' in message && message.conversationId === id,
    );
}
const repair = { task: 'post-entries', DelaySeconds: 5 };
const entry = (seq: number, more: object = {}) =>
  expect.objectContaining({ type: 'entry', data: expect.objectContaining({ seq, ...more }) });

describe('a message', () => {
  it('goes to every live socket of both people, to its sender with their own id, and is posted then', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const [own, phone, tablet] = [await hub.open(ann, now), await hub.open(ben, now), await hub.open(ben, now)];
    const clientMessageId = randomUUID();
    await say(ann, id, 'Hi.', now, { clientMessageId });
    for (const socket of [phone, tablet])
      expect(hub.taken(socket)).toMatchObject([
        {
          type: 'entry',
          id: `${id}_1`,
          data: {
            conversationId: id,
            seq: 1,
            entry: { type: 'text', text: 'Hi.', sender: { id: ann.userId }, clientMessageId: null },
          },
        },
      ]);
    expect(hub.taken(own)).toMatchObject([{ data: { entry: { clientMessageId } } }]);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 1, posted: 1 });
    expect(await asked(id)).toEqual([]);
    await say(ann, id, 'Hi.', now, { clientMessageId });
    expect(hub.taken(phone)).toEqual([]);
  });

  it('has its time to the last post measured, by whether it went to more than 50 sockets', async () => {
    const lines: string[] = [];
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    const times = () =>
      lines
        .splice(0)
        .filter((line) => line.includes('message.posted'))
        .map((line) => JSON.parse(line));
    try {
      const [ann, ben] = (await people(2)) as [User, User];
      const { id } = await directOf(ann, ben.userId, now);
      await say(ann, id, 'To nobody.', new Date());
      expect(times()).toEqual([]);
      await hub.open(ben, now);
      const before = Date.now();
      await say(ann, id, 'To one.', new Date(before));
      const [few, ...none] = times();
      expect(none).toEqual([]);
      expect(few).toMatchObject({ sockets: 'upTo50', _aws: { CloudWatchMetrics: [{ Dimensions: [['sockets']] }] } });
      expect(few['message.posted']).toBeGreaterThan(0);
      expect(few['message.posted']).toBeLessThanOrEqual(Date.now() - before);
      const [openedAt, issuedAt] = [now.toISOString(), now.toISOString()];
      const open = Array.from({ length: 51 }, (_, i) =>
        entryOf({ connectionId: `many-${i}`, origin: 'test', openedAt, issuedAt }),
      );
      await socketsEntity()
        .put({ userId: ben.userId, open, expiresAt: Math.floor(later(3_600_000).getTime() / 1_000) })
        .go();
      await say(ann, id, 'To many.', new Date());
      expect(times()).toMatchObject([{ sockets: 'more' }]);
    } finally {
      write.mockRestore();
    }
  });

  it('quotes, and names the event of an analysis', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    await say(ann, id, 'Hi.', now);
    const socket = await hub.open(ann, now);
    await say(ben, id, 'And hi.', now, { replyTo: 1 });
    expect(hub.taken(socket)).toMatchObject([
      { data: { entry: { replyTo: { seq: 1, unavailable: false, excerpt: 'Hi.', sender: { id: ann.userId } } } } },
    ]);
  });

  it('leaves the note of its posting where a socket failed, and a gone socket has not failed', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const [gone, full] = [await hub.open(ben, later(-60_000)), await hub.open(ben, now)];
    hub.answer(gone, 'gone');
    await say(ann, id, 'One.', now);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 1, posted: 1 });
    hub.answer(full, 'full');
    await say(ann, id, 'Two.', now);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 2, posted: 1, preview: 'Two.' });
    expect(await asked(id)).toEqual([{ ...repair, conversationId: id }]);
    // The socket that fails again is closed: its client connects and reads on.
    await runChatTask({ task: 'post-entries', conversationId: id }, later(5_000));
    expect(hub.closed).toEqual([full]);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 2, posted: 2 });
  });

  it('waits for no socket for longer than a second', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const slow = await hub.open(ben, now);
    hub.answer(slow, 'slow');
    const before = performance.now();
    await say(ann, id, 'Hi.', now);
    expect(performance.now() - before).toBeGreaterThan(900);
    expect(performance.now() - before).toBeLessThan(30_000);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 1, posted: 0 });
  });
});

describe('a process that dies', () => {
  it('between the entry and its posts leaves them to the repair, which bears repeats and late messages', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    const socket = await hub.open(ben, now);
    await say(ann, id, 'One.', now);
    stop = intercept(({ name, input }, send) => {
      if (name === 'UpdateItemCommand' && JSON.stringify(input).includes('conversationhead')) throw new Error('dead');
      return send();
    });
    await expect(say(ann, id, 'Two.', now)).rejects.toThrow('dead');
    stop();
    expect(hub.numbers(socket)).toEqual([1, 2]);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 1, posted: 1 });
    expect(await asked(id)).toEqual([{ ...repair, conversationId: id }]);
    const messages = [1, 2].map((n) => ({
      messageId: `${n}`,
      body: JSON.stringify({ task: 'post-entries', conversationId: id }),
    }));
    const { batchItemFailures } = await deliverStandard({ Records: messages } as never, { awsRequestId: 'test' } as Context);
    expect(batchItemFailures).toEqual([]);
    // Two at once may both post: a client drops a number that it has.
    expect(new Set(hub.numbers(socket))).toEqual(new Set([2]));
    expect(await loadHead(id)).toMatchObject({ lastSeq: 2, posted: 2, preview: 'Two.', messages: 2 });
    await runChatTask({ task: 'post-entries', conversationId: id }, later(60_000));
    expect(hub.numbers(socket)).toEqual([]);
  });

  it('after the transaction of a change leaves its posts to the repair', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], now);
    const [bens, cass] = [await hub.open(ben, now), await hub.open(cas, now)];
    hub.answer(bens, 'full');
    await removeMember(ann, id, cas.userId, now);
    expect(hub.taken(cass)).toMatchObject([{ type: 'conversation.gone', data: { conversationId: id } }]);
    hub.answer(bens, 'well');
    expect(await asked(id)).toEqual([{ ...repair, conversationId: id }]);
    await runChatTask({ task: 'post-entries', conversationId: id }, later(5_000));
    expect(hub.numbers(bens)).toEqual([2]);
    expect(hub.taken(cass)).toMatchObject([{ type: 'conversation.gone' }]);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 2, posted: 2 });
  });
});

describe('a group', () => {
  it('posts its beginning, its changes, edits and deletions, to whom sees them', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [ben, cas], now);
    const socket = await hub.open(ben, now);
    const newcomer = await hub.open(cas, now);
    const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId] });
    const { id } = await createConversation(ann, { body, key: randomUUID() }, now);
    const messageId = (await say(ann, id, 'Hi.', now)).id as MessageId;
    await addMember(ann, id, cas.userId, now);
    await editMessage(ann, messageId, { text: 'Hello.', revision: 1 }, now);
    await deleteMessage(ann, messageId, now);
    await updateConversation(ann, id, { name: 'Monday' }, now);
    expect(hub.taken(socket)).toEqual([
      entry(1, { entry: expect.objectContaining({ change: 'created' }) }),
      entry(2),
      entry(3, { entry: expect.objectContaining({ change: 'added', user: expect.objectContaining({ id: cas.userId }) }) }),
      entry(4, { entry: expect.objectContaining({ change: 'edited', target: 2, before: 'Hi.' }) }),
      entry(5, { entry: expect.objectContaining({ change: 'deleted', target: 2 }) }),
      entry(6, { entry: expect.objectContaining({ change: 'renamed', name: 'Monday' }) }),
    ]);
    // A member who was added later does not learn what was said before.
    expect(hub.taken(newcomer)).toEqual([
      entry(3),
      entry(4, { entry: expect.objectContaining({ change: 'edited', before: null }) }),
      entry(5),
      entry(6),
    ]);
    expect(await loadHead(id)).toMatchObject({ lastSeq: 6, posted: 6 });
    expect(await asked(id)).toEqual([]);
  });

  it('marks the messages and the changes of somebody whom a member has blocked', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], now);
    await blockUser(ben, cas.userId, now);
    const [anns, bens] = [await hub.open(ann, now), await hub.open(ben, now)];
    await say(cas, id, 'Hi.', now);
    expect(hub.taken(anns)).toEqual([entry(2, { entry: expect.objectContaining({ authorBlocked: false }) })]);
    expect(hub.taken(bens)).toEqual([entry(2, { entry: expect.objectContaining({ authorBlocked: true }) })]);
    // A reaction to what somebody else says is shown to whom wants to leave it out.
    const { id: messageId } = await say(ann, id, 'Hi.', now);
    for (const socket of [anns, bens]) hub.taken(socket);
    await reactToMessage(cas, messageId as MessageId, 'fire', now);
    for (const [socket, authorBlocked] of [
      [anns, false],
      [bens, true],
    ] as const)
      expect(hub.taken(socket)).toEqual([entry(4, { entry: expect.objectContaining({ change: 'reacted', authorBlocked }) })]);
  });

  it('posts nothing to who has left', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const { id } = await groupOf(ann, [ben, cas], now);
    const socket = await hub.open(cas, now);
    await removeMember(cas, id, cas.userId, now);
    await say(ann, id, 'Gone?', now);
    expect(hub.taken(socket).map(({ type }) => type)).toEqual(['conversation.gone']);
  });
});
