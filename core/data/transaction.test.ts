import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connection } from './connection.ts';
import { entity, primary } from './entity.ts';
import { conditionHeld, part, transact } from './transaction.ts';

const thingEntity = entity('thing', {
  attributes: { id: { type: 'string', required: true }, note: { type: 'string' } },
  indexes: { primary: primary(['id']) },
});
const one = (id: string) => part({ thing: thingEntity() }, ({ thing }) => [thing.create({ id }).commit()]);
const two = (id: string) =>
  part({ thing: thingEntity() }, ({ thing }) => [thing.create({ id }).commit(), thing.create({ id: `${id}-2` }).commit()]);

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** DynamoDB gives these answers in order; then it accepts everything. */
function answers(...all: (Error | null)[]) {
  let asked = 0;
  return vi.spyOn(connection().client, 'send').mockImplementation(async () => {
    const answer = all[asked++] ?? null;
    if (answer) throw answer;
    return {};
  });
}
afterEach(() => void vi.restoreAllMocks());

describe('transact()', () => {
  it('sends the items of all parts in one request, without null parts', async () => {
    const send = answers();
    expect(await transact({ a: one('a'), b: null, c: two('c') })).toEqual(new Set());
    expect(send).toHaveBeenCalledTimes(1);
    const put = { Put: expect.anything() };
    expect(send.mock.calls[0]?.[0]).toMatchObject({ input: { TransactItems: [put, put, put] } });
  });
  it('returns the names of the refused parts, each once, without a retry', async () => {
    const send = answers(cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'));
    expect(await transact({ a: one('a'), c: two('c') })).toEqual(new Set(['c']));
    expect(send).toHaveBeenCalledTimes(1);
  });
  it('returns a refusal also beside a conflict on another item', async () => {
    answers(cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    expect(await transact({ a: one('a'), b: one('b') })).toEqual(new Set(['b']));
  });
  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'is tried again after %s',
    async (code) => {
      const send = answers(cancelled('None', code), cancelled(code, 'None'));
      expect(await transact({ a: one('a'), b: one('b') })).toEqual(new Set());
      expect(send).toHaveBeenCalledTimes(3);
    },
  );
  it('fails with UNAVAILABLE when conflicts last longer than a second', async () => {
    const started = performance.now();
    const send = vi.spyOn(connection().client, 'send').mockRejectedValue(cancelled('TransactionConflict') as never);
    await expect(transact({ a: one('a') })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(send.mock.calls.length).toBeGreaterThan(3);
  });
  it.each([
    ['a fault of ours', cancelled('ValidationError')],
    ['a request that was not a transaction of ours', new Error('socket hang up')],
  ])('passes on %s', async (_, error) => {
    const send = answers(error);
    await expect(transact({ a: one('a') })).rejects.toBe(error);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('conditionHeld()', () => {
  const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
  it('is true for a write, and false for a failed condition, also wrapped by ElectroDB', async () => {
    expect(await conditionHeld(Promise.resolve())).toBe(true);
    expect(await conditionHeld(Promise.reject(refused))).toBe(false);
    answers(refused);
    expect(await conditionHeld(thingEntity().create({ id: 'a' }).go())).toBe(false);
  });
  it('throws any other error', async () => {
    const throttled = new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });
    await expect(conditionHeld(Promise.reject(throttled))).rejects.toBe(throttled);
  });
});
