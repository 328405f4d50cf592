import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import { type Connection, connection } from '#data/connection';
import { MESSAGE_LIMIT, MessageSend } from '#schemas/actions';
import { ChatClient } from '../../client/chat-client.ts';
import type { ClientClock } from '../../client/clock.ts';
import { identityGround, later, now, tag } from '../support/bettors.ts';
import { assertLiving, ChatNetwork, die } from '../support/chat-network.ts';
import { broken, intercept } from '../support/dynamo-calls.ts';
import { LateRecords } from '../support/late-records.ts';
import { befriend, directOf, fillLog, groupOf } from '../support/make/conversations.ts';
import { randomOf } from '../support/make/inputs.ts';
import { bettor } from '../support/make/users.ts';
import { MemoryTable } from '../support/memory-table/memory-table.ts';
import { mirror } from '../support/memory-table/mirror.ts';
import { Turns } from '../support/memory-table/turns.ts';
import { newRecords } from '../support/social.ts';

/**
 * Clients talk while sockets are killed, functions die before or after any of their calls, single calls break, and records of the stream come
 * late and again. Then every member has every number once, and each message that a client was told of stands once. The log is read from the
 * table by its keys, and a device's entries are what its client gave it: neither shares code with the sender.
 *
 * The calls are answered by a table in memory, which gives the emulator's replies: a few clients call both. SEEDS, FIRST_SEED, CLIENTS, MESSAGES
 * and CONVERSATIONS run more than CI does (20, 1, 20, 200 and 10 in docs/adr/0037-posted-entries.md).
 */
const { CLIENTS = '6', MESSAGES = '15', CONVERSATIONS = '3', FIRST_SEED = '1', SEEDS = '1' } = process.env;
const SEED_LIST = Array.from({ length: Number(SEEDS) }, (_, i) => Number(FIRST_SEED) + i);
interface Size {
  readonly clients: number;
  readonly messages: number;
  readonly conversations: number;
}
const WHOLE: Size = { clients: Number(CLIENTS), messages: Number(MESSAGES), conversations: Number(CONVERSATIONS) };
const SMALL: Size = { clients: 3, messages: 2, conversations: 2 };

let deployed: Connection;
beforeAll(async () => {
  await identityGround();
  deployed = connection();
  // Attempts count too, so that clients who repeat would wait for the next minute.
  for (const limit of [MESSAGE_LIMIT, ...(MessageSend.limits ?? [])]) Object.assign(limit, { calls: 1_000_000 });
});

interface RawEntry {
  readonly seq: number;
  readonly senderId: string;
  readonly text: string;
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

/** Pauses of clients, shorter as calls are. */
const shortened = (times: number): ClientClock => ({
  after(ms, run) {
    const timer = setTimeout(run, ms / times);
    return () => clearTimeout(timer);
  },
  random: Math.random,
});

interface Conversation {
  readonly id: string;
  readonly members: readonly User[];
  /** The number of the first entry that is written while they talk. */
  readonly from: number;
}

/** A group of all, and conversations of two neighbours each. */
async function conversationsOf(users: readonly User[], count: number): Promise<Conversation[]> {
  const [owner, ...others] = users as [User, ...User[]];
  await befriend(owner, others, now);
  const group = await groupOf(owner, others, now);
  // The group passes the edge of a partition while people talk.
  await fillLog(group.id, { senderId: owner.userId, from: 2, to: 990, messages: 0, at: now });
  const all: Conversation[] = [{ id: group.id, members: users, from: 991 }];
  for (let n = 1; n < count; n++) {
    const [one, two] = [users[n % users.length] as User, users[(n + 1) % users.length] as User];
    all.push({ id: (await directOf(one, two.userId, now)).id, members: [one, two], from: 1 });
  }
  return all;
}

/** Breaks calls from now on: so often for each call, however slow the machine is. */
function faults(random: ReturnType<typeof randomOf>, network: ChatNetwork) {
  const count = { calls: 0, deaths: 0, broken: 0, conflicts: 0 };
  // The stack of each error that is expected would take a fifth of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const stop = intercept(async ({ name, input }, send) => {
    assertLiving();
    count.calls++;
    const fate = random.below(150);
    if (fate < 2) count.deaths++;
    if (fate === 0) die();
    if (fate === 2 || fate === 3) count.broken++;
    if (fate === 2) throw broken();
    if (fate === 4 || fate === 5) {
      const id = random.oneOf([...network.ids, '']);
      if (id) network.kill(id, fate === 4);
    }
    // A transaction of a neighbour's holds the number.
    if (fate < 20 && name === 'PutItemCommand' && JSON.stringify(input).includes('"logentry"')) {
      count.conflicts++;
      throw new TransactionConflictException({ message: 'conflict', $metadata: {} });
    }
    const reply = await send();
    if (fate === 1) die();
    if (fate === 3) throw broken();
    return reply;
  });
  const end = () => {
    stop();
    Error.stackTraceLimit = stackTraceLimit;
  };
  return { count, end };
}

/**
 * @param records takes the records of the log that were written since its last call
 * @returns what was done, in numbers
 */
async function talk(
  seed: number,
  size: Size,
  { clock, records }: { readonly clock: ClientClock; readonly records: () => Promise<readonly DynamoDBRecord[]> },
): Promise<Readonly<Record<string, number>>> {
  const begun = performance.now();
  const random = randomOf(seed);
  const users = await Promise.all(Array.from({ length: size.clients }, () => bettor(`x_${tag()}`, later(-2 * 86_400_000))));
  const conversations = await conversationsOf(users, size.conversations);
  const network = new ChatNetwork();
  await records();
  const late = new LateRecords(random, records);
  const got = new Map<User, Map<string, number[]>>(users.map((user) => [user, new Map()]));
  const [group] = conversations as [Conversation];
  const clients = users.map((user) => {
    const given = ({ conversationId: id, seq }: { readonly conversationId: string; readonly seq: number }) => {
      const own = got.get(user);
      own?.set(id, [...(own.get(id) ?? []), seq]);
    };
    const client = new ChatClient(network.transportOf(user), { entry: given }, clock);
    client.start({ [group.id]: group.from - 1 });
    return client;
  });

  const { count, end } = faults(random, network);
  const told = new Map<string, string>();
  let isOver = false;
  const following = (async () => {
    for (; !isOver; await sleep(50)) await late.some();
  })();
  await Promise.all(
    clients.map(async (client, i) => {
      const mine = conversations.filter(({ members }) => members.includes(users[i] as User));
      for (let n = 0; n < size.messages; n++) {
        const { id } = random.oneOf(mine);
        const clientMessageId = randomUUID();
        const sent = await client.send(id, { type: 'text', text: `${i}.${n}`, clientMessageId });
        told.set(clientMessageId, `${id}_${sent.seq}`);
      }
    }),
  );
  isOver = true;
  await following;
  end();
  await late.all();
  const killed = network.killed;

  const logs = new Map<string, RawEntry[]>();
  for (const { id, from } of conversations) logs.set(id, await logFrom(id, from));
  const missing = () =>
    conversations
      .flatMap(({ id, members }) => members.map((user) => (logs.get(id)?.length ?? 0) - (got.get(user)?.get(id)?.length ?? 0)))
      .reduce((sum, one) => sum + one, 0);
  for (let waits = 0; missing() > 0 && waits < 30; waits++) await sleep(100);
  // A send may outlast the second look of a phone that connects meanwhile, since the pauses of phones are shortened: they connect once more.
  const missed = missing();
  if (missed > 0) for (const id of network.ids) network.kill(id, false);
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

  const standing: (readonly [clientMessageId: string, messageId: string])[] = [];
  for (const { id, from } of conversations) {
    const log = logs.get(id) ?? [];
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => from + i));
    const messages = log.flatMap((entry) => (entry.clientMessageId === undefined ? [] : [entry]));
    standing.push(...messages.map(({ clientMessageId = '', seq }) => [clientMessageId, `${id}_${seq}`] as const));
    // A sender waits for the answer to one message before the next one: theirs stand in the order in which they were sent.
    for (const [, own] of Map.groupBy(messages, ({ senderId }) => senderId)) {
      const numbers = own.map(({ text }) => Number(text.split('.')[1]));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
  }
  expect(told.size).toBe(size.clients * size.messages);
  expect(standing.toSorted()).toEqual([...told].toSorted());
  const { repeated, repairs } = late;
  return {
    seed,
    messages: told.size,
    ...count,
    killed,
    repeated,
    repairs,
    missed,
    seconds: Math.round((performance.now() - begun) / 1_000),
  };
}

it('a few clients have the same replies from the emulator’s table as from the one in memory', async () => {
  const { differences, calls, end } = mirror(new MemoryTable(deployed.table));
  await talk(1, SMALL, { clock: shortened(2), records: () => newRecords('logentry') });
  end();
  expect(differences.slice(0, 3)).toEqual([]);
  expect(calls()).toBeGreaterThan(200);
});

it.each(SEED_LIST)(
  'seed %d: every member gets every number once, whatever breaks on the way',
  async (seed) => {
    const table = new MemoryTable(deployed.table, ['logentry']);
    const turns = new Turns(randomOf(seed + 1_000).below);
    connection.inject(table.connect(() => turns.wait()));
    const done = await talk(seed, WHOLE, { clock: shortened(10), records: async () => table.newRecords() });
    console.log(JSON.stringify(done));
    expect(done.deaths).toBeGreaterThan(0);
  },
  300_000 + WHOLE.clients * WHOLE.messages * 500,
);
