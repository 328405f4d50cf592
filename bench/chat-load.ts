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
import { intercept } from '../test/support/dynamo-calls.ts';
import { directOf, say } from '../test/support/make/conversations.ts';
import { bettor } from '../test/support/make/users.ts';
import { newTable } from '../test/support/new-table.ts';

/**
 * `npm run bench:chat-load` sends messages in this process against an emulator's table for some seconds, with a socket for each receiver, and then
 * does as many bare conditional puts at a time for as long. It prints messages and puts a second, the time from a call to its last post, and
 * the calls in which the time of a send goes. The emulator bounds both, so that the ratio counts and not the rates.
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
  sqs.inject({ send: async () => ({}) });
  await run();
} finally {
  endGroup(pid);
}

/** Does something again and again, so many at a time, until the time is over. @returns the milliseconds of each */
async function repeated(work: (n: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  const end = performance.now() + seconds * 1_000;
  let n = 0;
  const lane = async () => {
    while (performance.now() < end) {
      const before = performance.now();
      await work(n++);
      taken.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return taken;
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
  const end = intercept(async ({ name, input }, next) => {
    const before = performance.now();
    const reply = await next();
    const of = /\$(\w+?)_1/.exec(JSON.stringify(input))?.[1] ?? '';
    const key = `${name.replace(/Command$/, '')} ${of}`;
    calls.set(key, [...(calls.get(key) ?? []), performance.now() - before]);
    return reply;
  });
  const sent = await repeated((n) => {
    const { from, id } = talks[n % talks.length] as (typeof talks)[number];
    begun.set(String(n), performance.now());
    return say(from, id, `${n}. The line has moved the wrong way since Thursday.`, new Date());
  });
  end();
  const { client, table } = connection();
  const puts = await repeated((n) =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: `bare#${n}`, sk: 'bare', text: 'The line has moved the wrong way since Thursday.' },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(`${atOnce} at a time, ${seconds} s each`);
  line(`messages           ${(sent.length / seconds).toFixed(0)} a second, ${spread(sent)}`);
  line(`  to the last post ${spread(posted)}`);
  line(`bare puts          ${(puts.length / seconds).toFixed(0)} a second, ${spread(puts)}`);
  line(`a message takes ${(puts.length / sent.length).toFixed(1)} times a bare put`);
  for (const [key, all] of [...calls].toSorted(([, a], [, b]) => sum(b) - sum(a)))
    line(`  ${key.padEnd(36)} ${(all.length / sent.length).toFixed(2)} a message, ${spread(all)}`);
}
