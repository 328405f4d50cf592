import type { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { enqueue, sqs } from './enqueue.ts';

type Failure = { readonly SenderFault: boolean };
/** The number of refusals before the queue accepts a message, by its text. */
let refusals: Map<string, { times: number } & Failure>;
let requests: string[][];
let delays: (number | undefined)[];
const taken = () => requests.flat();

beforeEach(() => {
  refusals = new Map();
  requests = [];
  delays = [];
  const send = async (command: SendMessageBatchCommand) => {
    const entries = command.input.Entries ?? [];
    delays.push(...entries.map(({ DelaySeconds }) => DelaySeconds));
    const refused = entries.filter(({ MessageBody = '' }) => (refusals.get(MessageBody)?.times ?? 0) > 0);
    const Failed = refused.map(({ Id, MessageBody = '' }) => {
      const refusal = refusals.get(MessageBody) as { times: number } & Failure;
      refusal.times--;
      return { Id, Code: 'Refused', SenderFault: refusal.SenderFault };
    });
    requests.push(entries.filter((entry) => !refused.includes(entry)).map(({ MessageBody = '' }) => MessageBody));
    return { Failed };
  };
  sqs.inject({ send });
});

const messages = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
const texts = (count: number) => messages(count).map((message) => JSON.stringify(message));

describe('enqueue()', () => {
  it.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [57, 6],
  ])('sends %d messages in %d requests, each once', async (count, batches) => {
    await enqueue('queue', messages(count));
    expect(requests).toHaveLength(batches);
    expect(taken().toSorted()).toEqual(texts(count).toSorted());
  });

  it('sends refused messages again, and no others', async () => {
    for (const text of ['{"n":1}', '{"n":4}']) refusals.set(text, { times: 2, SenderFault: false });
    await enqueue('queue', messages(10));
    expect(requests.map(({ length }) => length)).toEqual([8, 0, 2]);
    expect(taken().toSorted()).toEqual(texts(10));
  });

  it('throws when the queue keeps refusing', async () => {
    refusals.set('{"n":1}', { times: 99, SenderFault: false });
    await expect(enqueue('queue', messages(30))).rejects.toThrow('1 messages were not queued');
    expect(taken()).toHaveLength(29);
  });

  it('throws at once for a message that the queue will never accept', async () => {
    refusals.set('{"n":1}', { times: 99, SenderFault: true });
    await expect(enqueue('queue', messages(2))).rejects.toThrow('were not queued');
    expect(requests).toHaveLength(1);
  });

  it('delays every message by the seconds given, and none without', async () => {
    await enqueue('queue', messages(2), 900);
    await enqueue('queue', messages(1));
    expect(delays).toEqual([900, 900, undefined]);
  });
});
