import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  acceptConversation,
  addMember,
  createConversation,
  createInvite,
  declineConversation,
  deleteMessage,
  editMessage,
  getConversation,
  joinByInvite,
  removeMember,
} from '#core/messaging';
import { connection } from '#data/connection';
import type { ConversationId, MessageId } from '#schemas/common';
import { CreateConversation } from '#schemas/conversations';
import { identityGround, later, now } from '../support/bettors.ts';
import { broken, intercept } from '../support/dynamo-calls.ts';
import { befriend, differences, directOf, fillLog, groupOf, listed, opened, people, say } from '../support/make/conversations.ts';
import { randomOf } from '../support/make/inputs.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/**
 * The log of a conversation where processes die and calls break: read from the table by its keys, without the product's code. In CI one seed of
 * the races runs; SEEDS runs more.
 */
const SEEDS = Number(process.env.SEEDS ?? 1);

beforeAll(identityGround);
let stop = () => {};
afterEach(() => stop());

interface RawEntry {
  readonly seq: number;
  readonly type: string;
  readonly senderId: string;
  readonly clientMessageId?: string;
}

/** Every entry of a conversation, partition after partition. */
async function logOf(id: string): Promise<RawEntry[]> {
  const { client, table } = connection();
  const entries: RawEntry[] = [];
  for (let block = 0; ; block++) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `$youbet#conversationid_${id}#block_${block}` },
        ConsistentRead: true,
      }),
    );
    if (Items.length === 0) return entries;
    entries.push(...(Items as RawEntry[]));
  }
}
const isWhole = (entries: readonly RawEntry[]) => expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
/** Works with a process that dies before its k-th call. @returns true when it lived to its end */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  let left = calls;
  const end = intercept((_, send) => {
    if (--left < 0) throw new Error('this process is dead');
    return send();
  });
  await work().catch(() => undefined);
  // Calls that this process still holds back for its turn die with it, and are not joined to those of the next one.
  await new Promise(setImmediate);
  end();
  return left >= 0;
}

/** Tries work in a new world for each call at which its process may die, and then again, as a client does. */
async function everyLife<World>(
  world: () => Promise<World>,
  work: (world: World) => Promise<unknown>,
  then: (world: World) => Promise<void>,
): Promise<number> {
  for (let calls = 0; ; calls++) {
    const here = await world();
    const survived = await living(calls, () => work(here));
    await retryUnavailable(() => work(here));
    await then(here);
    if (survived) return calls;
  }
}

describe('a process that dies at any call', () => {
  it('of a send leaves a message that the repeat finds or writes, once', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    let sent = 0;
    const deaths = await everyLife(
      async () => randomUUID(),
      (clientMessageId) => say(ann, id, 'Hi.', now, { clientMessageId }),
      async (clientMessageId) => {
        const log = await logOf(id);
        isWhole(log);
        expect(log).toHaveLength(++sent);
        expect(log.at(-1)).toMatchObject({ senderId: ann.userId, clientMessageId });
      },
    );
    expect(deaths).toBeGreaterThan(5);
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('of a send that never comes back leaves the log whole for the next one', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    for (let calls = 0, survived = false; !survived; calls++) {
      survived = await living(calls, () => say(ann, id, 'Hi.', now));
      const own = { clientMessageId: randomUUID() };
      await retryUnavailable(() => say(ben, id, 'And?', now, own));
      isWhole(await logOf(id));
      expect(await differences(ann, ben)).toEqual([]);
    }
  });

  it('of a request to talk, or of an answer to one, leaves all of it or nothing', async () => {
    const all = await people(12);
    const pairs = all.flatMap((ann, i) => all.slice(i + 1).map((ben) => [ann, ben] as const)).values();
    const ask = async () => {
      const [ann, ben] = pairs.next().value ?? ((await people(2)) as [User, User]);
      const { id } = await opened(ann, ben.userId, now);
      return { ann, ben, id, clientMessageId: randomUUID() };
    };
    type Asked = Awaited<ReturnType<typeof ask>>;
    const send = ({ ann, id, clientMessageId }: Asked) => say(ann, id, 'Hi.', now, { clientMessageId });
    const whole = (request: string | null, entries: number) => async (world: Asked) => {
      const log = await logOf(world.id);
      isWhole(log);
      expect(log).toHaveLength(entries);
      expect((await getConversation(world.ben, world.id, now)).request).toBe(request);
    };
    const sent = async () => {
      const world = await ask();
      await send(world);
      return world;
    };
    await everyLife(ask, send, whole('received', 1));
    await everyLife(sent, ({ ben, id }) => acceptConversation(ben, id, now), whole(null, 2));
    await everyLife(sent, ({ ben, id }) => declineConversation(ben, id, { block: true }, now), whole('declined', 1));
    await everyLife(sent, ({ ben, id, clientMessageId }) => say(ben, id, 'Yes.', now, { clientMessageId }), whole(null, 3));
    expect(await differences(...all)).toEqual([]);
  });

  it('of an edit or a deletion leaves all of it or nothing', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const { id } = await directOf(ann, ben.userId, now);
    for (const change of [
      (messageId: MessageId) => editMessage(ann, messageId, { text: 'Or not.', revision: 1 }, now),
      (messageId: MessageId) => deleteMessage(ann, messageId, now),
    ])
      await everyLife(
        async () => (await say(ann, id, 'Hi.', now)).id as MessageId,
        // An edit that was written and not answered meets its own revision.
        (messageId) => change(messageId).catch((error) => expect(error).toMatchObject({ code: 'CONFLICT' })),
        async () => isWhole(await logOf(id)),
      );
    const log = await logOf(id);
    expect(log.filter(({ type }) => type === 'change')).toHaveLength(log.filter(({ type }) => type !== 'change').length);
    expect(await differences(ann, ben)).toEqual([]);
  });

  it('of a new group, of a member who is added or removed leaves all of it or nothing', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await befriend(ann, [ben, cas], now);
    const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds: [ben.userId] });
    const make = (key: string) => createConversation(ann, { body, key }, now);
    await everyLife(
      async () => randomUUID(),
      make,
      async (key) => {
        const { id } = await make(key);
        expect((await listed(ben)).map((one) => one.id)).toContain(id);
        expect(await logOf(id)).toHaveLength(1);
      },
    );
    const changes: readonly ((id: ConversationId) => Promise<void>)[] = [
      (id) => addMember(ann, id, cas.userId, now),
      (id) => removeMember(ann, id, ben.userId, now),
    ];
    for (const change of changes)
      await everyLife(
        async () => (await make(randomUUID())).id,
        change,
        async (id) => {
          const log = await logOf(id);
          isWhole(log);
          expect(log).toHaveLength(2);
        },
      );
    // A link for one person lets one in, who may ask again.
    await everyLife(
      async () => {
        const { id } = await make(randomUUID());
        return { id, token: (await createInvite(ann, id, { days: 1, most: 1 }, now)).token };
      },
      ({ token }) => joinByInvite(cas, token, now),
      async ({ id }) => {
        const log = await logOf(id);
        isWhole(log);
        expect(log).toHaveLength(2);
      },
    );
    expect(await differences(ann, ben, cas)).toEqual([]);
  });
});

it('clients whose calls break and who repeat leave every message once, over the edge of a partition', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const [owner, ...others] = (await people(4)) as [User, ...User[]];
    const { id } = await groupOf(owner, others, now);
    await fillLog(id, { senderId: owner.userId, from: 2, to: 985, messages: 0, at: now });
    const random = randomOf(seed);
    // A call may break before it is made, or after.
    stop = intercept(async (_, send) => {
      const fate = random.below(14);
      if (fate === 0) throw broken();
      const reply = await send();
      if (fate === 1) throw broken();
      return reply;
    });
    const told = new Map<string, number>();
    await Promise.all(
      [owner, ...others].map(async (user) => {
        for (let i = 0; i < 5; i++) {
          const clientMessageId = randomUUID();
          for (let tries = 0; ; tries++) {
            const sent = await say(user, id, `Hi ${i}.`, later(i), { clientMessageId }).catch((error) => {
              if (tries > 200) throw error;
            });
            if (!sent) continue;
            told.set(clientMessageId, sent.seq);
            break;
          }
        }
      }),
    );
    stop();
    const log = await logOf(id);
    isWhole(log);
    expect([seed, log.length]).toEqual([seed, 985 + 20]);
    expect(new Map(log.slice(985).map(({ clientMessageId, seq }) => [clientMessageId, seq]))).toEqual(
      new Map([...told].toSorted(([, a], [, b]) => a - b)),
    );
    expect(await differences(owner, ...others)).toEqual([]);
  }
});
