import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { aws } from './cloud.ts';

const TableName = 'contract-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient(aws()));

beforeAll(async () => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] },
        },
      ],
    }),
  );
});

const key = (pk: string, sk = 'item') => ({ pk, sk });
const put = (pk: string, more: object = {}) => client.send(new PutCommand({ TableName, Item: { ...key(pk), ...more } }));
const get = async (pk: string) => (await client.send(new GetCommand({ TableName, Key: key(pk), ConsistentRead: true }))).Item;
const transact = (...TransactItems: NonNullable<TransactWriteCommandInput['TransactItems']>) =>
  client.send(new TransactWriteCommand({ TransactItems }));
const create = (pk: string) => ({ Put: { TableName, Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)' } });

describe('conditional writes', () => {
  it('let exactly one of many creations through', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        client.send(new PutCommand({ TableName, Item: key('one'), ConditionExpression: 'attribute_not_exists(pk)' })),
      ),
    );
    const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(ConditionalCheckFailedException);
  });
  it('count every one of many additions, and return the value after each', async () => {
    const add = () =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: key('counter'),
          UpdateExpression: 'ADD calls :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      );
    const counts = (await Promise.all(Array.from({ length: 20 }, add))).map(({ Attributes }) => Attributes?.calls);
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
  it('compare strings and numbers as DynamoDB does', async () => {
    await put('compare', { at: '2026-01-02T00:00:00.000Z', calls: 9 });
    const update = (condition: string, value: unknown) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: key('compare'),
          UpdateExpression: 'SET seen = :yes',
          ConditionExpression: condition,
          ExpressionAttributeValues: { ':yes': true, ':value': value },
          ...(condition.includes('#') && { ExpressionAttributeNames: { '#at': 'at' } }),
        }),
      );
    await expect(update('#at > :value', '2026-01-01T23:59:59.999Z')).resolves.toBeDefined();
    await expect(update('#at > :value', '2026-01-02T00:00:00.000Z')).rejects.toThrow(ConditionalCheckFailedException);
    await expect(update('calls < :value', 10)).resolves.toBeDefined();
    await expect(update('calls < :value', 9)).rejects.toThrow(ConditionalCheckFailedException);
  });
});

describe('transactions', () => {
  it('write nothing when one condition fails, and say which', async () => {
    await put('taken');
    const error = await transact(create('free'), create('taken'), {
      ConditionCheck: { TableName, Key: key('nobody'), ConditionExpression: 'attribute_exists(pk)' },
    }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error.CancellationReasons.map(({ Code }: { Code: string }) => Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
      'ConditionalCheckFailed',
    ]);
    expect(await get('free')).toBeUndefined();
  });
  it('let exactly one of many take the same thing', async () => {
    const all = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => transact(create('prize'), create(`winner-${i}`))));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winners = await Promise.all(Array.from({ length: 10 }, (_, i) => get(`winner-${i}`)));
    expect(winners.filter(Boolean)).toHaveLength(1);
  });
  it('never cancel each other, which AWS does with TransactionConflict: that has to be injected', async () => {
    const add = () =>
      transact({
        Update: { TableName, Key: key('hot'), UpdateExpression: 'ADD calls :one', ExpressionAttributeValues: { ':one': 1 } },
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await get('hot')).toMatchObject({ calls: 20 });
  });
  it('refuse two writes of one item', async () => {
    await expect(transact(create('twice'), create('twice'))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('reads', () => {
  it('give pages of at most 1 MB and say where the next one begins', async () => {
    const text = 'x'.repeat(300_000);
    for (const sk of ['1', '2', '3', '4']) await client.send(new PutCommand({ TableName, Item: { ...key('big', sk), text } }));
    const query = { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'big' } };
    const first = await client.send(new QueryCommand(query));
    expect(first.Items).toHaveLength(3);
    const second = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second.Items?.map(({ sk }) => sk)).toEqual(['4']);
  });
  it('show of an index its keys and what it includes, and only items that have its key', async () => {
    await put('indexed', { gsi1pk: 'list', shown: 1, hidden: 2 });
    await put('not-indexed', { shown: 1 });
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :pk',
        ExpressionAttributeValues: { ':pk': 'list' },
      }),
    );
    expect(Items).toEqual([{ ...key('indexed'), gsi1pk: 'list', shown: 1 }]);
  });
});
