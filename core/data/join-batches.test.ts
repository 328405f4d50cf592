import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { BatchGetCommand } from '#document-client';
import { type DynamoCall, intercept, throttled } from '../../test/support/dynamo-calls.ts';
import { connection, readEventually } from './connection.ts';

const table = 'unit-tests';
type Asked = Readonly<Record<string, { readonly Keys: readonly object[]; readonly ConsistentRead?: boolean }>>;
interface Output {
  readonly Responses?: Readonly<Record<string, readonly object[]>>;
  readonly UnprocessedKeys?: Asked;
}

/** The keys of each request, by their partition keys. */
const sent: string[] = [];
/** Stands for the table: each key has a row, unless it says otherwise. */
let reply = (_: readonly string[]): { rows?: readonly string[]; left?: readonly string[] } => ({});
const key = (pk: string) => ({ pk, sk: 's' });
const asked = ({ input }: DynamoCall) => (input.RequestItems as Asked)[table];
/** It throws at once, and not by a promise, so that no request depends on how one fails. */
const end = intercept((call) => {
  const pks = (asked(call)?.Keys ?? []).map((one) => (one as { pk: string }).pk);
  sent.push(`${asked(call)?.ConsistentRead ? '!' : ''}${pks.join(' ')}`);
  const { rows = pks, left = [] } = reply(pks);
  const UnprocessedKeys = left.length > 0 ? { [table]: { Keys: left.map(key) } } : {};
  return Promise.resolve({ output: { Responses: { [table]: rows.map((pk) => ({ ...key(pk), of: pk })) }, UnprocessedKeys } });
});
afterAll(end);
beforeEach(() => {
  sent.length = 0;
  reply = () => ({});
});

async function read(pks: readonly string[], more: object = {}, besides: object = {}) {
  const RequestItems = { [table]: { Keys: pks.map(key), ...more } };
  const output = (await connection().client.send(new BatchGetCommand({ RequestItems, ...besides }))) as Output;
  const left = output.UnprocessedKeys?.[table]?.Keys ?? [];
  return { rows: (output.Responses?.[table] ?? []).map((row) => (row as { of: string }).of), left };
}

describe('BatchGetItems of one turn', () => {
  it('are one request, and each has its own rows', async () => {
    const late = async () => {
      for (let i = 0; i < 20; i++) await null;
      return read(['c']);
    };
    const [one, two, three] = await Promise.all([read(['a', 'b']), read(['b', 'missing']), late()]);
    expect(sent).toEqual(['a b missing c']);
    expect([one, two, three].map(({ rows }) => rows)).toEqual([['a', 'b'], ['b', 'missing'], ['c']]);
    reply = () => ({ rows: ['a'] });
    expect(await Promise.all([read(['a']), read(['gone'])])).toEqual([
      { rows: ['a'], left: [] },
      { rows: [], left: [] },
    ]);
  });
  it('stay apart by consistency, also where readEventually() lowers it', async () => {
    const consistent = { ConsistentRead: true };
    await Promise.all([
      read(['a'], consistent),
      read(['b']),
      readEventually(() => read(['c'], consistent)),
      read(['d'], consistent),
    ]);
    expect(sent.toSorted()).toEqual(['!a d', 'b c']);
  });
  it('stay apart where one asks for more than whole items', async () => {
    await Promise.all([
      read(['a'], { ProjectionExpression: 'pk' }),
      read(['b']),
      read(['c'], {}, { ReturnConsumedCapacity: 'TOTAL' }),
      read(['d']),
    ]);
    expect(sent.toSorted()).toEqual(['a', 'b d', 'c']);
  });
  it('are as many requests as 100 keys to each need', async () => {
    const many = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
    const all = await Promise.all([read(many('a', 60)), read(many('b', 40)), read(many('c', 100)), read(many('d', 1))]);
    expect(sent.map((keys) => keys.split(' ').length)).toEqual([100, 100, 1]);
    expect(all.map(({ rows }) => rows.length)).toEqual([60, 40, 100, 1]);
  });
  it('of different turns are different requests', async () => {
    await read(['a']);
    await read(['b']);
    expect(sent).toEqual(['a', 'b']);
  });
});

describe('a joined request', () => {
  it('gives each of its parts the keys that DynamoDB left', async () => {
    reply = () => ({ rows: ['a'], left: ['b', 'c'] });
    expect(await Promise.all([read(['a', 'b']), read(['c'])])).toEqual([
      { rows: ['a'], left: [key('b')] },
      { rows: [], left: [key('c')] },
    ]);
  });
  it('fails the part alone whose key DynamoDB refuses', async () => {
    reply = (pks) => {
      if (pks.includes('bad'))
        throw Object.assign(new Error('One or more parameter values were invalid'), { name: 'ValidationException' });
      return {};
    };
    const [good, bad] = await Promise.allSettled([read(['a']), read(['bad'])]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { rows: ['a'] } });
    expect(bad).toMatchObject({ status: 'rejected', reason: { name: 'ValidationException' } });
  });
  it('that is throttled fails all, and is not sent again', async () => {
    reply = () => {
      throw throttled();
    };
    const all = await Promise.allSettled([read(['a']), read(['b'])]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(sent).toEqual(['a b']);
  });
  it('that fails gives each an error of its own, to which ElectroDB can add', async () => {
    reply = () => {
      throw throttled();
    };
    const all = await Promise.allSettled([read(['a']), read(['b'])]);
    for (const { reason } of all as PromiseRejectedResult[]) {
      Object.defineProperty(reason, 'asked', { value: 'once' });
      expect(reason).toBeInstanceOf(ProvisionedThroughputExceededException);
      expect(reason).toMatchObject({ name: throttled().name, message: throttled().message, asked: 'once' });
    }
  });
});
