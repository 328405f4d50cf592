import type { Context, DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import type { Change } from '#platform/change';
import { stream } from './stream.ts';

const image = (item: string, n: number) => ({ pk: { S: item }, sk: { S: 'x' }, __edb_e__: { S: 'thing' }, n: { N: String(n) } });
/** The n-th record of the batch, of one item. */
const record = (item: string, n: number, more: object = {}): DynamoDBRecord => ({
  eventID: `${item}-${n}`,
  eventName: 'MODIFY',
  dynamodb: {
    Keys: { pk: { S: item }, sk: { S: 'x' } },
    SequenceNumber: `s${n}`,
    OldImage: image(item, n - 1),
    NewImage: image(item, n),
    ...more,
  },
});
const deliver = (project: (change: Change) => Promise<unknown>, ...Records: DynamoDBRecord[]) =>
  stream('test', project)({ Records }, { awsRequestId: 'r' } as Context);
const of = (change: Change) => `${(change.after ?? change.before)?.pk}${(change.after ?? change.before)?.n}`;
const failingOn =
  (seen: string[], ...bad: string[]) =>
  async (change: Change) => {
    seen.push(of(change));
    if (bad.includes(of(change))) throw new Error('no');
  };

describe('a batch of records', () => {
  it('is projected as plain items, with the mark of their entity', async () => {
    const project = vi.fn(async () => {});
    expect(await deliver(project, record('a', 1))).toEqual({ batchItemFailures: [] });
    expect(project).toHaveBeenCalledWith(
      {
        kind: 'modify',
        entity: 'thing',
        before: { pk: 'a', sk: 'x', __edb_e__: 'thing', n: 0 },
        after: { pk: 'a', sk: 'x', __edb_e__: 'thing', n: 1 },
      },
      expect.any(Date),
    );
  });
  it.each([
    ['INSERT', { OldImage: undefined }, 'insert'],
    ['REMOVE', { NewImage: undefined }, 'remove'],
  ] as const)('knows an %s, and whose it is', async (eventName, more, kind) => {
    const project = vi.fn(async (_: Change) => {});
    await deliver(project, { ...record('a', 1, more), eventName });
    expect(project.mock.calls[0]?.[0]).toMatchObject({ kind, entity: 'thing' });
  });
  it('keeps the order of one item, and lets no item wait for another', async () => {
    const seen: string[] = [];
    const project = async (change: Change) => {
      if (change.after?.pk === 'a') await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(of(change));
    };
    await deliver(project, record('a', 1), record('b', 2), record('a', 3), record('b', 4));
    expect(seen).toEqual(['b2', 'b4', 'a1', 'a3']);
  });
  it('that failed is sent again from the earliest failure on', async () => {
    const seen: string[] = [];
    const records = [record('a', 1), record('b', 2), record('c', 3), record('b', 4), record('c', 5)];
    expect(await deliver(failingOn(seen, 'c3', 'b4'), ...records)).toEqual({ batchItemFailures: [{ itemIdentifier: 's3' }] });
    expect(seen.toSorted()).toEqual(['a1', 'b2', 'b4', 'c3']);
  });
  it('leaves what comes after a failure of the same item for the next time', async () => {
    const seen: string[] = [];
    const reply = await deliver(failingOn(seen, 'a1'), record('a', 1), record('a', 2), record('b', 3));
    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(seen.toSorted()).toEqual(['a1', 'b3']);
  });
});
