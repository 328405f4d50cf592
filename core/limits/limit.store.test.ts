import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it, vi } from 'vitest';
import { connection } from '#data/connection';
import { throttled } from '../../test/support/dynamo-calls.ts';
import { countCall } from './limit.store.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const count = () => countCall('user#Ann', 'Ping', { calls: 3, seconds: 60 }, now);
const conditionFails = () => Promise.reject(new ConditionalCheckFailedException({ message: 'no', $metadata: {} }));

/** DynamoDB finds neither an open window nor the right to open one: other calls come in between. */
const send = vi.spyOn(connection().client, 'send');
beforeEach(() => void send.mockReset().mockImplementation(conditionFails));

it('countCall() gives up when others change its window at each try', async () => {
  await expect(count()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(send).toHaveBeenCalledTimes(6);
});

it('countCall() tries again when another call changes the window once', async () => {
  for (let request = 1; request <= 3; request++) send.mockImplementationOnce(conditionFails);
  send.mockImplementationOnce(async () => ({ Attributes: { calls: 1, closesAt: now.getTime() + 60_000 } }));
  await expect(count()).resolves.toEqual({ allowed: true, limit: 3, remaining: 2, resetSeconds: 60, excess: 0 });
  expect(send).toHaveBeenCalledTimes(4);
});

it('countCall() refuses a call whose count is throttled, and does not count it again', async () => {
  send.mockImplementation(async () => {
    throw throttled();
  });
  await expect(count()).resolves.toMatchObject({ allowed: false, remaining: 0, resetSeconds: 1 });
  expect(send).toHaveBeenCalledTimes(1);
});

it('countCall() of a limit of one call opens a window first, and counts in an open one then', async () => {
  const once = () => countCall('user#Ann', 'watch', { calls: 1, seconds: 30 }, now);
  const window = (calls: number) => async () => ({ Attributes: { calls, closesAt: now.getTime() + 30_000 } });
  send.mockImplementationOnce(window(1));
  await expect(once()).resolves.toMatchObject({ allowed: true });
  expect(send).toHaveBeenCalledTimes(1);
  send.mockImplementationOnce(conditionFails).mockImplementationOnce(window(2));
  await expect(once()).resolves.toMatchObject({ allowed: false, resetSeconds: 30, excess: 1 });
});

it('countCall() says how far the calls of a window are over the limit', async () => {
  const after = (calls: number) => async () => ({ Attributes: { calls, closesAt: now.getTime() + 1_000 } });
  for (const [calls, excess] of [
    [3, 0],
    [4, 1],
    [9, 6],
  ] as const) {
    send.mockImplementationOnce(after(calls));
    await expect(count()).resolves.toMatchObject({ allowed: excess === 0, excess });
  }
});
