import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it, vi } from 'vitest';
import { connection } from '#data/connection';
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
  send.mockImplementationOnce(async () => ({}));
  await expect(count()).resolves.toEqual({ allowed: true, limit: 3, remaining: 2, resetSeconds: 60 });
  expect(send).toHaveBeenCalledTimes(4);
});
