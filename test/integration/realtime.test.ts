import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { closeSockets, deliver, forgetSocket, issueTicket, openSocket, PushTask, push, senderOf } from '#core/realtime';
import { newId } from '#platform/ids';
import type { EventId, PickId, UserId } from '#schemas/common';
import { socketsOf } from '../../core/realtime/sockets.store.ts';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const now = new Date('2026-11-23T18:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const user = (origin = 'phone', userId = newId<UserId>(new Date())): User => ({
  kind: 'user',
  userId,
  role: 'user',
  tier: 'free',
  origin,
});
const open = async (who: User, connectionId: string = randomUUID(), at = now) => {
  const { ticket } = await issueTicket(who, at);
  await openSocket(ticket, connectionId, at);
  return connectionId;
};
const openIds = async ({ userId }: User, at = now) => (await socketsOf(userId, at)).open.map(({ connectionId }) => connectionId);
const refused = { code: 'UNAUTHENTICATED' };

/** What waits on the queue, and takes it off. */
async function tasks(): Promise<PushTask[]> {
  const found: PushTask[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: process.env.PUSHES_QUEUE_URL, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }),
    );
    if (Messages.length === 0) return found;
    found.push(...Messages.map(({ Body = '' }) => PushTask.parse(JSON.parse(Body))));
  }
}

beforeAll(async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `pushes-${randomUUID()}` }));
  process.env.PUSHES_QUEUE_URL = QueueUrl;
});
beforeEach(tasks);

describe('a ticket', () => {
  it('opens one socket', async () => {
    const ann = user();
    const id = await open(ann);
    expect(await openIds(ann)).toEqual([id]);
    expect(await senderOf(id, now)).toMatchObject({ userId: ann.userId, origin: 'phone' });
  });

  it('opens one of twenty that come with it at once', async () => {
    const ann = user();
    const { ticket } = await issueTicket(ann, now);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => openSocket(ticket, `${ann.userId}-${i}`, now)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const tried of tries) if (tried.status === 'rejected') expect(tried.reason).toMatchObject(refused);
    expect(await openIds(ann)).toHaveLength(1);
  });

  it.each([
    [29_999, true],
    [30_000, false],
  ])('after %d ms opens a socket: %s', async (ms, opens) => {
    const { ticket } = await issueTicket(user(), now);
    const opened = openSocket(ticket, randomUUID(), later(ms));
    await (opens ? expect(opened).resolves.toBeUndefined() : expect(opened).rejects.toMatchObject(refused));
  });

  it.each(['', 'made-up', 'A'.repeat(5_000)])('that was never issued opens none: %.10s', async (ticket) => {
    await expect(openSocket(ticket, randomUUID(), now)).rejects.toMatchObject(refused);
  });

  it('is refused in another case, since it is a secret and not a name', async () => {
    const { ticket } = await issueTicket(user(), now);
    await expect(openSocket(ticket.toLowerCase(), randomUUID(), now)).rejects.toMatchObject(refused);
  });
});

describe('sockets of one user', () => {
  it('open at once, all of them, beside others that close', async () => {
    const ann = user();
    const closing = [await open(ann), await open(ann)];
    const [opened] = await Promise.all([
      Promise.all(Array.from({ length: 12 }, () => open(ann))),
      ...closing.map((id) => forgetSocket(id, now)),
    ]);
    expect((await openIds(ann)).toSorted()).toEqual(opened.toSorted());
  });

  it('are at most twenty: the oldest makes way and is closed', async () => {
    const ann = user();
    const ids: string[] = [];
    for (let i = 0; i < 21; i++) ids.push(await open(ann, undefined, later(i)));
    expect(await openIds(ann, later(21))).toEqual(ids.slice(1));
    expect(await tasks()).toEqual([{ task: 'drop', connectionId: ids[0] }]);
    await expect(senderOf(ids[0] ?? '', now)).rejects.toMatchObject(refused);
  });

  it('leave nothing when they close, however often that is said', async () => {
    const ann = user();
    const id = await open(ann);
    await Promise.all([forgetSocket(id, now), forgetSocket(id, now)]);
    await forgetSocket(id, now);
    expect(await openIds(ann)).toEqual([]);
    await expect(senderOf(id, now)).rejects.toMatchObject(refused);
  });

  it('are over after two hours', async () => {
    const ann = user();
    const id = await open(ann);
    expect(await openIds(ann, later(7_199_999))).toEqual([id]);
    expect(await openIds(ann, later(7_200_000))).toEqual([]);
    await expect(senderOf(id, later(7_200_000))).rejects.toMatchObject(refused);
  });

  it('are heard sixty times a minute each', async () => {
    const ann = user();
    const [talkative, quiet] = [await open(ann), await open(ann)];
    for (let i = 0; i < 60; i++) await senderOf(talkative, now);
    await expect(senderOf(talkative, later(30_000))).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 30 } });
    await expect(senderOf(quiet, later(30_000))).resolves.toMatchObject({ userId: ann.userId });
    await expect(senderOf(talkative, later(60_000))).resolves.toMatchObject({ userId: ann.userId });
  });
});

describe('the queue', () => {
  it('carries a push with its name, and a closing', async () => {
    const ann = user();
    const data = { pickId: newId<PickId>(now), eventId: newId<EventId>(now), lockedAt: now.toISOString() };
    await push(ann.userId, { type: 'pick.locked', data }, now);
    await closeSockets(ann.userId, null, now);
    const at = now.toISOString();
    expect(await tasks()).toEqual(
      expect.arrayContaining([
        { task: 'push', userId: ann.userId, push: { type: 'pick.locked', id: `${data.pickId}.locked`, at, data } },
        { task: 'close', userId: ann.userId, origin: null, at },
      ]),
    );
  });
});

describe('closing a session', () => {
  const close = (who: User, origin: string | null) =>
    deliver({ task: 'close', userId: who.userId, origin, at: now.toISOString() }, now);

  it('keeps its tickets from opening anything, those of now and of later, and leaves other sessions alone', async () => {
    const ann = user('phone');
    const tablet = user('tablet', ann.userId);
    const { ticket } = await issueTicket(ann, now);
    await close(ann, 'phone');
    await expect(openSocket(ticket, randomUUID(), now)).rejects.toMatchObject(refused);
    await expect(open(ann, undefined, later(1_000))).rejects.toMatchObject(refused);
    await expect(open(tablet)).resolves.toBeTypeOf('string');
  });

  it('of all sessions spoils every ticket of before', async () => {
    const ann = user('phone');
    const { ticket } = await issueTicket(ann, now);
    await close(ann, null);
    await expect(openSocket(ticket, randomUUID(), later(1))).rejects.toMatchObject(refused);
    await expect(open(ann, undefined, later(1))).resolves.toBeTypeOf('string');
  });
});
