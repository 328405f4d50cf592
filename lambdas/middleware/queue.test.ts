import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { queue } from './queue.ts';

const Message = z.strictObject({ n: z.int() });
const batch = (...bodies: string[]) =>
  ({ Records: bodies.map((body, i) => ({ messageId: `m${i}`, body })) }) as unknown as SQSEvent;
const deliver = (consume: (message: { n: number }, now: Date) => Promise<unknown>, ...bodies: string[]) =>
  queue('test', Message, consume)(batch(...bodies), { awsRequestId: 'r' } as Context);

describe('a batch of messages', () => {
  it('is consumed message by message, each with its own now', async () => {
    const consume = vi.fn(async () => {});
    expect(await deliver(consume, '{"n":1}', '{"n":2}')).toEqual({ batchItemFailures: [] });
    expect(consume.mock.calls).toEqual([
      [{ n: 1 }, expect.any(Date)],
      [{ n: 2 }, expect.any(Date)],
    ]);
  });
  it('reports the failed messages alone', async () => {
    const failing = async ({ n }: { n: number }) => {
      if (n % 2 === 0) throw new Error('no');
    };
    expect(await deliver(failing, '{"n":1}', '{"n":2}', '{"n":3}', '{"n":4}')).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm3' }],
    });
  });
  it('reports unreadable messages, and consumes the others', async () => {
    const consume = vi.fn(async () => {});
    expect(await deliver(consume, '{"n":', '{"n":"1"}', '{"n":1,"m":2}', '{"n":1}')).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
    });
    expect(consume).toHaveBeenCalledTimes(1);
  });
  it('goes on when a consumer throws at once', async () => {
    const throwing = ({ n }: { n: number }) => {
      if (n === 1) throw new Error('no');
      return Promise.resolve();
    };
    expect(await deliver(throwing, '{"n":1}', '{"n":2}')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });
});
