import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { User } from '#actor';
import { connection } from '#data/connection';
import { sqs } from '#platform/enqueue';
import { vault, vaultOf } from '#platform/vault';
import type { ConversationId } from '#schemas/common';
import { conversationRosterEntity } from '../core/messaging/log/conversation-roster.entity.ts';
import { gateway } from '../core/realtime/gateway.ts';
import { endGroup } from '../local/dev/cloud/child.ts';
import { endpointOf, freePort, startEmulator } from '../local/dev/cloud/emulator.ts';
import { awsEnv, LOCAL } from '../local/dev/cloud/paths.ts';
import { installEmulator } from '../local/dev/cloud/python.ts';
import { SocketHub } from '../test/support/chat-sockets.ts';
import { useMemoryKeys } from '../test/support/data-keys.ts';
import { intercept } from '../test/support/dynamo-calls.ts';
import { directOf, say } from '../test/support/make/conversations.ts';
import { bettor } from '../test/support/make/users.ts';
import { newTable } from '../test/support/new-table.ts';

/**
 * `npm run bench:chat-load` sends messages in this process against an emulator's table, with a socket for each receiver, and does as many bare
 * conditional puts at a time, a second of each in turn, so that a busy machine slows both. It prints messages and puts a second, the time from
 * a call to its last post, and the calls in which the time of a send goes. The emulator bounds both: the ratio counts and not the rates.
 */
const [seconds = 8, atOnce = 8] = process.argv.slice(2).map(Number);
const CONVERSATIONS = 16;

const at = (share: number, all: readonly number[]): string => `${(all[Math.floor(all.length * share)] ?? 0).toFixed(0)} ms`;
const spread = (all: readonly number[]): string => {
  const sorted = all.toSorted((a, b) => a - b);
  return `p50 ${at(0.5, sorted)}, p95 ${at(0.95, sorted)}, p99 ${at(0.99, sorted)}`;
};

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

const port = await freePort(4_900);
const dir = join(LOCAL, `bench-${port}`);
mkdirSync(dir, { recursive: true });
const pid = await startEmulator(await installEmulator(), { dir, port });
try {
  Object.assign(process.env, awsEnv(endpointOf(port)), { TABLE_NAME: 'chat-load', EDGE: 'none', STANDARD_QUEUE_URL: 'none' });
  const client = new DynamoDBClient({});
  await newTable(client, 'chat-load');
  client.destroy();
  vault.inject(Promise.resolve(vaultOf('a secret of the bench that is 32 bytes long, at least')));
  useMemoryKeys();
  sqs.inject({ send: async () => ({}) });
  await run();
} finally {
  endGroup(pid);
}

/** Something that is done again and again, so many at a time: the milliseconds of each, and the rate. */
function repeated(work: (n: number) => Promise<unknown>) {
  const taken: number[] = [];
  let [count, elapsed] = [0, 0];
  return {
    taken,
    rate: () => (taken.length / elapsed) * 1_000,
    /** Goes on for a second, until the last one has ended. */
    async second(): Promise<void> {
      const begun = performance.now();
      const lane = async () => {
        while (performance.now() < begun + 1_000) {
          const before = performance.now();
          await work(count++);
          taken.push(performance.now() - before);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      elapsed += performance.now() - begun;
    },
  };
}

async function run(): Promise<void> {
  const now = new Date();
  const long = new Date(now.getTime() - 2 * 86_400_000);
  const hub = new SocketHub();
  const talks: { readonly from: User; readonly id: ConversationId }[] = [];
  for (let n = 0; n < CONVERSATIONS; n++) {
    const [from, to] = await Promise.all([bettor(`from_${n}_of_them`, long), bettor(`to_${n}_of_them`, long)]);
    const { id } = await directOf(from, to.userId, now);
    await say(from, id, 'Hi.', now);
    await conversationRosterEntity()
      .patch({ conversationId: id })
      .set({ members: { [from.userId]: 'm1', [to.userId]: 'm1' } })
      .go();
    await hub.open(to, now);
    talks.push({ from, id });
  }
  // From the call of the use case to the last of its posts.
  const begun = new Map<string, number>();
  const posted: number[] = [];
  const send = gateway().send.bind(gateway());
  gateway.inject({
    send: async (command, options) => {
      const result = await send(command, options);
      const { Data } = command.input as { Data?: string };
      const [, text = ''] = /"text":"(\d+)\./.exec(Data ?? '') ?? [];
      const start = begun.get(text);
      if (start !== undefined) posted.push(performance.now() - start);
      return result;
    },
  });
  const calls = new Map<string, number[]>();
  const timed: Parameters<typeof intercept>[0] = async ({ name, input }, next) => {
    const before = performance.now();
    const reply = await next();
    const of = /\$(\w+?)_1/.exec(JSON.stringify(input))?.[1] ?? '';
    const key = `${name.replace(/Command$/, '')} ${of}`;
    calls.set(key, [...(calls.get(key) ?? []), performance.now() - before]);
    return reply;
  };
  const messages = repeated((n) => {
    const { from, id } = talks[n % talks.length] as (typeof talks)[number];
    begun.set(String(n), performance.now());
    return say(from, id, `${n}. The line has moved the wrong way since Thursday.`, new Date());
  });
  const { client, table } = connection();
  const bare = repeated((n) =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: `bare#${n}`, sk: 'bare', text: 'The line has moved the wrong way since Thursday.' },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
  for (let second = 0; second < seconds; second++) {
    const end = intercept(timed);
    await messages.second();
    end();
    await bare.second();
  }
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`${atOnce} at a time, ${seconds} s each`);
  line(`messages           ${messages.rate().toFixed(0)} a second, ${spread(messages.taken)}`);
  line(`  to the last post ${spread(posted)}`);
  line(`bare puts          ${bare.rate().toFixed(0)} a second, ${spread(bare.taken)}`);
  line(`a message takes ${(bare.rate() / messages.rate()).toFixed(1)} times a bare put`);
  for (const [key, all] of [...calls].toSorted(([, a], [, b]) => sum(b) - sum(a)))
    line(`  ${key.padEnd(36)} ${(all.length / messages.taken.length).toFixed(2)} a message, ${spread(all)}`);
}
