import type { Context, DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { batchProjection, type Image, type Projection, projection, type TableChange } from '#platform/projection';
import { stream } from './stream.ts';

const image = (item: string, n: number, entity = 'pick') => ({
  pk: { S: item },
  sk: { S: 'x' },
  __edb_e__: { S: entity },
  n: { N: String(n) },
});
/** The n-th record of the batch, for one item. */
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

type ImageChange = TableChange<Image>;
const of = ({ before, after }: ImageChange) => `${(after ?? before)?.pk}${(after ?? before)?.n}`;
/** A projection that runs for each change of an entity. */
const each = <const Entity extends string>(
  run: (change: ImageChange, now: Date) => Promise<unknown>,
  entity: Entity = 'pick' as Entity,
): Projection<Entity> =>
  projection<Entity, Image, ImageChange>({ name: 'each', entity, row: (row) => row, when: (change) => change, run });
const nothing = async () => {};
const rest = [each(nothing, 'event'), each(nothing, 'outcome')] as const;

const deliverTo = (projections: readonly Projection<'event' | 'pick' | 'outcome'>[], ...Records: DynamoDBRecord[]) =>
  stream('betting', [each(nothing, 'pick'), ...projections, ...rest])({ Records }, { awsRequestId: 'r' } as Context);
const deliver = (run: (change: ImageChange) => Promise<unknown>, ...Records: DynamoDBRecord[]) =>
  deliverTo([each(run)], ...Records);
const failingOn =
  (seen: string[], ...bad: string[]) =>
  async (change: ImageChange) => {
    seen.push(of(change));
    if (bad.includes(of(change))) throw new Error('no');
  };

describe('a reader of the stream', () => {
  it('gives projections plain items', async () => {
    const run = vi.fn(nothing);
    expect(await deliver(run, record('a', 1))).toEqual({ batchItemFailures: [] });
    const row = { pk: 'a', sk: 'x', __edb_e__: 'pick' };
    expect(run).toHaveBeenCalledWith({ before: { ...row, n: 0 }, after: { ...row, n: 1 } }, expect.any(Date));
  });
  it.each([
    ['INSERT', { OldImage: undefined }, { before: null, after: { n: 1 } }],
    ['REMOVE', { NewImage: undefined }, { before: { n: 0 }, after: null }],
  ] as const)('shows an %s by the image that is missing', async (eventName, more, change) => {
    const run = vi.fn(async (_: ImageChange) => {});
    await deliver(run, { ...record('a', 1, more), eventName });
    expect(run.mock.calls[0]?.[0]).toMatchObject(change);
  });
  it('keeps the order of one item, and runs items concurrently', async () => {
    const seen: string[] = [];
    const run = async (change: ImageChange) => {
      if (change.after?.pk === 'a') await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(of(change));
    };
    await deliver(run, record('a', 1), record('b', 2), record('a', 3), record('b', 4));
    expect(seen).toEqual(['b2', 'b4', 'a1', 'a3']);
  });
  it('asks for everything from the earliest failure on', async () => {
    const seen: string[] = [];
    const records = [record('a', 1), record('b', 2), record('c', 3), record('b', 4), record('c', 5)];
    expect(await deliver(failingOn(seen, 'c3', 'b4'), ...records)).toEqual({ batchItemFailures: [{ itemIdentifier: 's3' }] });
    expect(seen.toSorted()).toEqual(['a1', 'b2', 'b4', 'c3']);
  });
  it('skips the records of an item after its failure', async () => {
    const seen: string[] = [];
    const reply = await deliver(failingOn(seen, 'a1'), record('a', 1), record('a', 2), record('b', 3));
    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(seen.toSorted()).toEqual(['a1', 'b3']);
  });
  it('runs the other projections of an item after one has failed', async () => {
    const [failing, sound]: [string[], string[]] = [[], []];
    const reply = await deliverTo(
      [each(failingOn(failing, 'a1')), each(failingOn(sound))],
      record('a', 1),
      record('a', 2),
      record('b', 3),
    );
    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
    expect(failing.toSorted()).toEqual(['a1', 'b3']);
    expect(sound.toSorted()).toEqual(['a1', 'a2', 'b3']);
  });
  it('runs a projection for its own entity, and only if when() returns an input', async () => {
    const run = vi.fn(nothing);
    const odd = projection({
      name: 'odd',
      entity: 'pick',
      row: (row) => Number(row.n),
      when: ({ after }) => (after !== null && after % 2 === 1 ? after : null),
      run,
    });
    const event = record('c', 5, { OldImage: undefined, NewImage: image('c', 5, 'event') });
    expect(await deliverTo([odd], record('a', 1), record('a', 2), record('b', 3), event)).toEqual({ batchItemFailures: [] });
    expect(run.mock.calls.map(([n]: unknown[]) => n)).toEqual([1, 3]);
  });
  it('asks again for a record whose image cannot be read', async () => {
    const unreadable = projection({
      name: 'unreadable',
      entity: 'pick',
      row: () => {
        throw new Error('not a pick');
      },
      when: () => null,
      run: nothing,
    });
    expect(await deliverTo([unreadable], record('a', 1))).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
  });
  it('compiles only with a projection for each of its entities, and for no others', () => {
    // @ts-expect-error the outcome is missing
    stream('betting', [each(nothing, 'event'), each(nothing, 'pick')]);
    // @ts-expect-error the reader gets no records of a poll
    stream('betting', [each(nothing, 'pick'), each(nothing, 'poll'), ...rest]);
    expect(stream('betting', [each(nothing, 'pick'), ...rest])).toBeTypeOf('function');
  });
});

describe('a batch projection', () => {
  const all = (runAll: (inputs: readonly ImageChange[]) => Promise<unknown>) =>
    batchProjection<'pick', Image, ImageChange>({
      ...{ name: 'all', entity: 'pick', row: (row: Image) => row },
      when: (change) => (change.after?.n === 9 ? null : change),
      runAll,
    });
  const give = (runAll: (inputs: readonly ImageChange[]) => Promise<unknown>, ...Records: DynamoDBRecord[]) =>
    stream('betting', [all(runAll), ...rest])({ Records }, { awsRequestId: 'r' } as Context);

  it('gets the changes of all items at once, those of each in their order, and runs for nothing without one', async () => {
    const runAll = vi.fn(async (_: readonly ImageChange[]) => {});
    await give(runAll, record('a', 1), record('b', 2), record('a', 3), record('c', 9));
    expect(runAll.mock.calls.map(([inputs]) => inputs.map(of))).toEqual([['a1', 'a3', 'b2']]);
    await give(runAll, record('c', 9));
    expect(runAll).toHaveBeenCalledTimes(1);
  });

  it('that fails has the records delivered again from its first one', async () => {
    const fails = async () => {
      throw new Error('no');
    };
    expect(await give(fails, record('c', 9), record('b', 2), record('a', 3))).toEqual({
      batchItemFailures: [{ itemIdentifier: 's9' }],
    });
  });
});
