import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { connection } from '#data/connection';
import { randomOf } from '../support/make/inputs.ts';
import { MemoryTable } from '../support/memory-table/memory-table.ts';
import { mirror } from '../support/memory-table/mirror.ts';

/** Random calls on the emulator's table and on the table in memory, which stands in for it in long runs (chat-proof.test.ts). SEEDS runs more. */
const SEEDS = Number(process.env.SEEDS ?? 1);
const CALLS = 300;

/** Conditions on an item of `itemOf()`, with the values that they take. */
const CONDITIONS = [
  'attribute_not_exists(pk)',
  'attribute_exists(#n)',
  '#n < :n',
  '#n >= :n AND NOT #m.#a = :text',
  '(#n <> :n OR contains(#t, :tag)) and begins_with(#s, :start)',
  '#n BETWEEN :one AND :n',
  '#s IN (:text, :start)',
  'size(#s) > :one AND attribute_type(#s, :type)',
  '#gone = :n OR attribute_not_exists(#gone)',
  '#m = :map',
  'contains(#l, :one)',
  '#gone <> :n',
] as const;
const UPDATES = [
  'SET #n = :n',
  'SET #n = #n + :one, #s = :text REMOVE #gone',
  'SET #n = if_not_exists(#n, :n) - :one',
  'ADD #n :one, #t :tags',
  'DELETE #t :tags SET #m.#a = :text',
  'SET #l = list_append(if_not_exists(#l, :list), :list)',
  'REMOVE #m.#a, #l[0]',
] as const;
const NAMES = { '#n': 'n', '#s': 's', '#m': 'm', '#a': 'a', '#t': 't', '#l': 'l', '#gone': 'gone' } as const;
const VALUES = { ':n': 3, ':one': 1, ':text': 'ann', ':start': 'a', ':tag': 'x', ':tags': new Set(['x', 'y']) } as const;
const MORE = { ':type': 'S', ':map': { a: 'ann' }, ':list': [1] } as const;

type Part = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** An expression with the names and values that it has. */
function withPlaceholders(expressions: Readonly<Record<string, string | undefined>>, values: object = {}) {
  const used = new Set(Object.values(expressions).flatMap((text) => text?.match(/[#:]\w+/g) ?? []));
  const some = (all: object) => Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  const [names, given] = [some(NAMES), some({ ...VALUES, ...MORE, ...values })];
  return {
    ...Object.fromEntries(Object.entries(expressions).filter(([, text]) => text !== undefined)),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(given).length > 0 && { ExpressionAttributeValues: given }),
  };
}

it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
  'seed %d: the table in memory replies as the emulator’s does',
  async (seed) => {
    const { client, table: TableName } = connection();
    const { below, oneOf } = randomOf(seed);
    const maybe = (text: string): string | undefined => (below(2) === 0 ? text : undefined);
    const keyOf = () => ({ pk: `p${seed}.${below(3)}`, sk: `s${below(6)}` });
    const itemOf = () => ({
      ...keyOf(),
      n: below(5),
      s: oneOf(['ann', 'ben', 'a']),
      m: { a: oneOf(['ann', 'ben']) },
      t: new Set(oneOf([['x'], ['y', 'z']])),
      l: [below(2), 7],
      ...(below(3) === 0 && { gone: 3 }),
      ...(below(2) === 0 && { gsi1pk: `g${seed}`, gsi1sk: `k${below(3)}`, league: 'nfl' }),
    });
    const partOf = (Key: ReturnType<typeof keyOf>): Part => {
      const condition = { ConditionExpression: oneOf(CONDITIONS) };
      const kind = below(4);
      if (kind === 0) return { Put: { TableName, Item: { ...itemOf(), ...Key }, ...withPlaceholders(condition) } };
      if (kind === 1) return { Delete: { TableName, Key, ...withPlaceholders(condition) } };
      if (kind === 2) return { ConditionCheck: { TableName, Key, ...withPlaceholders(condition) } as never };
      return { Update: { TableName, Key, ...withPlaceholders({ UpdateExpression: 'ADD #n :one', ...condition }) } as never };
    };
    /** A transaction has each item once. */
    const transaction = (): Part[] => {
      const keys = [keyOf(), keyOf(), keyOf()];
      return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()].map(partOf);
    };
    let start: Record<string, unknown> | undefined;
    const query = async () => {
      const isIndex = below(3) === 0;
      const sort = oneOf([
        '',
        ' AND #sk >= :from',
        ' AND begins_with(#sk, :from)',
        ' AND #sk BETWEEN :from AND :to',
        ' AND #sk < :to',
      ]);
      const filter = {
        FilterExpression: maybe(oneOf(CONDITIONS)),
        ProjectionExpression: isIndex ? undefined : maybe('pk, #n, #m'),
      };
      const text = `#pk = :pk${sort}`;
      const plain = withPlaceholders(filter);
      const names = { '#pk': isIndex ? 'gsi1pk' : 'pk', ...(sort && { '#sk': isIndex ? 'gsi1sk' : 'sk' }) };
      const [from, to] = isIndex ? ['k1', 'k2'] : ['s1', 's4'];
      const values = {
        ':pk': isIndex ? `g${seed}` : `p${seed}.${below(3)}`,
        ...(sort.includes(':from') && { ':from': from }),
        ...(sort.includes(':to') && { ':to': to }),
      };
      const asked = {
        TableName,
        ...plain,
        KeyConditionExpression: text,
        ExpressionAttributeNames: { ...names, ...plain.ExpressionAttributeNames },
        ExpressionAttributeValues: { ...values, ...plain.ExpressionAttributeValues },
        ...(isIndex && { IndexName: 'gsi1' }),
        ScanIndexForward: below(2) === 0,
        ...(below(2) === 0 && { Limit: 1 + below(4) }),
      };
      start = (await client.send(new QueryCommand(asked))).LastEvaluatedKey;
      for (let pages = 0; start && pages < 4; pages++)
        start = (await client.send(new QueryCommand({ ...asked, ExclusiveStartKey: start }))).LastEvaluatedKey;
    };
    const put = () =>
      client.send(
        new PutCommand({ TableName, Item: itemOf(), ...withPlaceholders({ ConditionExpression: maybe(oneOf(CONDITIONS)) }) }),
      );
    const update = () =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: keyOf(),
          ReturnValues: oneOf(['NONE', 'ALL_OLD', 'ALL_NEW']),
          ...(withPlaceholders({
            UpdateExpression: oneOf(UPDATES),
            ConditionExpression: `attribute_exists(#m) AND (${oneOf(CONDITIONS)})`,
          }) as object),
        }),
      );
    const calls: readonly (() => Promise<unknown>)[] = [
      put,
      put,
      update,
      update,
      query,
      () => client.send(new GetCommand({ TableName, Key: keyOf() })),
      () =>
        client.send(
          new DeleteCommand({ TableName, Key: keyOf(), ...withPlaceholders({ ConditionExpression: maybe(oneOf(CONDITIONS)) }) }),
        ),
      () =>
        client.send(
          new BatchGetCommand({
            RequestItems: {
              [TableName]: {
                Keys: [
                  { pk: `p${seed}.0`, sk: 's0' },
                  { pk: `p${seed}.1`, sk: 's1' },
                ],
              },
            },
          }),
        ),
      () => client.send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: itemOf() } }] } })),
      () => client.send(new TransactWriteCommand({ TransactItems: transaction() })),
    ];
    const mirrored = mirror(new MemoryTable(TableName));
    let refused = 0;
    for (let n = 0; n < CALLS; n++)
      await oneOf(calls)().catch((error: Error) => {
        if (!/ConditionalCheckFailed|TransactionCanceled/.test(error.name)) throw error;
        refused++;
      });
    mirrored.end();
    expect(mirrored.differences.slice(0, 3)).toEqual([]);
    // A third is refused, and a third is not.
    expect(refused).toBeGreaterThan(CALLS / 5);
    expect(refused).toBeLessThan((CALLS * 4) / 5);
  },
);
