import { randomUUID } from 'node:crypto';
import { GoneException } from '@aws-sdk/client-apigatewaymanagementapi';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { listMessages, syncConversations } from '#core/messaging';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { connection } from '#data/connection';
import { sqs } from '#platform/enqueue';
import { MESSAGE_LIMIT, MessageSend } from '#schemas/actions';
import { ListMessages } from '#schemas/chat-messages';
import type { ConversationId } from '#schemas/common';
import type { ServerMessage } from '#schemas/messages';
import { SyncConversations } from '#schemas/sync';
import { gateway } from '../../core/realtime/gateway.ts';
import { handler as deliverStandard } from '../../lambdas/queues/deliver-standard.ts';
import { handler as disconnect } from '../../lambdas/websocket/disconnect.ts';
import { handler as messages } from '../../lambdas/websocket/messages.ts';
import { ChatClient, type ChatClock, type ChatTransport } from '../../local/client/chat-client.ts';
import { identityGround, later, now, tag } from '../support/bettors.ts';
import { broken, intercept } from '../support/dynamo-calls.ts';
import { befriend, directOf, fillLog, groupOf } from '../support/make/conversations.ts';
import { randomOf } from '../support/make/inputs.ts';
import { bettor } from '../support/make/users.ts';
import { newRecords, project } from '../support/social.ts';

/**
 * Clients talk while sockets are killed, calls break before or after they are made, and records of the stream come late and again. Then every
 * member has every number once, and each message that a client was told of stands once. The log is read from the table by its keys, and a
 * device's entries are what its client gave it: neither shares code with the sender. In CI a few clients run; CLIENTS, MESSAGES, CONVERSATIONS
 * and SEEDS run more (20, 200, 10 and 20).
 */
const CLIENTS = Number(process.env.CLIENTS ?? 4);
const MESSAGES = Number(process.env.MESSAGES ?? 3);
const CONVERSATIONS = Number(process.env.CONVERSATIONS ?? 3);
const SEEDS = Number(process.env.SEEDS ?? 1);

beforeAll(identityGround);

/** API Gateway in this process: sockets that work, fail or are gone. */
class Sockets {
  readonly #open = new Map<string, { message(message: ServerMessage): void; end(): void }>();
  constructor() {
    gateway.inject({
      send: async (command) => {
        const { ConnectionId = '', Data } = command.input as { ConnectionId?: string; Data?: string };
        const on = this.#open.get(ConnectionId);
        if (!on) throw new GoneException({ message: 'Gone', $metadata: {} });
        if (Data === undefined) return void this.kill(ConnectionId);
        const message = JSON.parse(Data) as ServerMessage;
        setImmediate(() => on.message(message));
        return {};
      },
    });
  }
  get ids(): string[] {
    return [...this.#open.keys()];
  }
  add(id: string, on: { message(message: ServerMessage): void; end(): void }): void {
    this.#open.set(id, on);
  }
  /** Ends a socket without a word, as a lost network does; the gateway reports it, perhaps. */
  kill(id: string, reported = true): void {
    const on = this.#open.get(id);
    this.#open.delete(id);
    on?.end();
    const event = { requestContext: { connectionId: id, eventType: 'DISCONNECT', requestId: 'gateway' } };
    if (reported) Promise.resolve(disconnect(event as never, { awsRequestId: 'test' } as Context)).catch(() => undefined);
  }
}

function transportOf(user: User, sockets: Sockets): ChatTransport {
  return {
    ticket: async () => (await issueSocketTicket(user, new Date())).ticket,
    async open(ticket, on) {
      const id = randomUUID();
      await openSocket(ticket, id, new Date());
      sockets.add(id, on);
      return {
        close: () => sockets.kill(id),
        send(body) {
          if (!sockets.ids.includes(id)) return;
          const event = { requestContext: { connectionId: id, requestId: 'gateway' }, body, isBase64Encoded: false };
          // A function that dies leaves its client without an answer.
          Promise.resolve(messages(event as never, { awsRequestId: 'test' } as Context)).catch(() => undefined);
        },
      };
    },
    entries: (id, after) =>
      listMessages(user, id as ConversationId, ListMessages.query.parse({ after: String(after) }), new Date()),
    // The reply as a client gets it, without the marks of our types.
    sync: async (known, cursor) =>
      (await syncConversations(user, SyncConversations.body.parse({ known, ...(cursor && { cursor }) }), new Date())) as never,
  };
}

interface RawEntry {
  readonly seq: number;
  readonly clientMessageId?: string;
}
/** Every entry of a conversation from a number on, partition after partition. */
async function logFrom(id: string, from: number): Promise<RawEntry[]> {
  const { client, table } = connection();
  const entries: RawEntry[] = [];
  for (let block = Math.floor((from - 1) / 1_000); ; block++) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `$youbet#conversationid_${id}#block_${block}` },
        ConsistentRead: true,
      }),
    );
    if (Items.length === 0) return entries;
    entries.push(...(Items as RawEntry[]).filter(({ seq }) => seq >= from));
  }
}

/** Pauses of clients, half as long. */
const FASTER: ChatClock = {
  after(ms, run) {
    const timer = setTimeout(run, ms / 2);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

async function talk(seed: number): Promise<void> {
  const random = randomOf(seed);
  const sockets = new Sockets();
  const users = await Promise.all(Array.from({ length: CLIENTS }, () => bettor(`x_${tag()}`, later(-2 * 86_400_000))));
  const [owner, ...others] = users as [User, ...User[]];
  await befriend(owner, others, now);
  const group = await groupOf(owner, others, now);
  // The group passes the edge of a partition while people talk.
  await fillLog(group.id, { senderId: owner.userId, from: 2, to: 990, messages: 0, at: now });
  const conversations = [{ id: group.id as string, members: users, from: 991 }];
  for (let n = 1; n < CONVERSATIONS; n++) {
    const [one, two] = [users[n % CLIENTS] as User, users[(n + 1) % CLIENTS] as User];
    conversations.push({ id: (await directOf(one, two.userId, now)).id, members: [one, two], from: 1 });
  }
  const repairs: string[] = [];
  sqs.inject({
    send: async ({ input: { Entries = [] } }) => {
      for (const { MessageBody = '' } of Entries) if (MessageBody.includes('post-entries')) repairs.push(MessageBody);
      return {};
    },
  });

  const got = new Map<User, Map<string, number[]>>(users.map((user) => [user, new Map()]));
  const clients = users.map((user) => {
    const given = ({ conversationId: id, seq }: { readonly conversationId: string; readonly seq: number }) => {
      const own = got.get(user);
      own?.set(id, [...(own.get(id) ?? []), seq]);
    };
    const client = new ChatClient(transportOf(user, sockets), { entry: given }, FASTER);
    client.start({ [group.id]: 990 });
    return client;
  });
  // A call may break before it is made, or after, and a socket may be killed at it: so often for each call, however slow the machine is.
  const whole = intercept(async (_, send) => {
    const fate = random.below(90);
    if (fate === 0) throw broken();
    if (fate < 3) {
      const id = random.oneOf([...sockets.ids, '']);
      if (id) sockets.kill(id, fate === 1);
    }
    const reply = await send();
    if (fate === 3) throw broken();
    return reply;
  });
  const told = new Map<string, string>();
  await Promise.all(
    clients.map(async (client, i) => {
      const mine = conversations.filter(({ members }) => members.includes(users[i] as User));
      for (let n = 0; n < MESSAGES; n++) {
        const { id } = random.oneOf(mine);
        const clientMessageId = randomUUID();
        const sent = await client.send(id, { type: 'text', text: `${i}.${n}`, clientMessageId });
        told.set(clientMessageId, `${id}_${sent.seq}`);
      }
    }),
  );
  whole();
  // Records come late, and again; so do the messages that follow from them.
  const records = await newRecords('logentry');
  await project('social', records);
  await project('social', records.slice(-50));
  const Records = [...repairs, ...repairs].map((body, i) => ({ messageId: String(i), body }));
  for (let i = 0; i < Records.length; i += 10)
    await deliverStandard({ Records: Records.slice(i, i + 10) } as never, { awsRequestId: 'test' } as Context);

  // Every phone connects once more: on a slow machine a send may outlast the second look of a client that connects meanwhile.
  for (const id of sockets.ids) sockets.kill(id, false);

  const logs = new Map<string, RawEntry[]>();
  for (const { id, from } of conversations) logs.set(id, await logFrom(id, from));
  const should = (user: User) =>
    Object.fromEntries(
      conversations
        .filter(({ id, members }) => members.includes(user) && (logs.get(id)?.length ?? 0) > 0)
        .map(({ id }) => [id, (logs.get(id) ?? []).map(({ seq }) => seq)]),
    );
  await expect
    .poll(() => users.map((user) => Object.fromEntries(got.get(user) ?? [])), { timeout: 60_000, interval: 100 })
    .toEqual(users.map(should));
  for (const client of clients) client.stop();

  const standing = new Map<string, string>();
  for (const { id, from } of conversations) {
    const log = logs.get(id) ?? [];
    expect(
      log.map(({ seq }) => seq),
      `seed ${seed}`,
    ).toEqual(log.map((_, i) => from + i));
    for (const { clientMessageId, seq } of log) if (clientMessageId) standing.set(clientMessageId, `${id}_${seq}`);
  }
  expect(told.size).toBe(CLIENTS * MESSAGES);
  expect(standing).toEqual(told);
}

it(
  'every member gets every number once, whatever breaks on the way',
  async () => {
    // Attempts count too, so that clients who repeat would wait for the next minute.
    for (const limit of [MESSAGE_LIMIT, ...(MessageSend.limits ?? [])]) Object.assign(limit, { calls: 1_000_000 });
    for (let seed = 1; seed <= SEEDS; seed++) await talk(seed);
  },
  300_000 + SEEDS * CLIENTS * MESSAGES * 500,
);
