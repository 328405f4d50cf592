import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arn, aws, type Cloud, deploy, fn, ref } from './cloud.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient(aws()));
const MARK = '__edb_e__';
const images = [{ dynamodb: { NewImage: { [MARK]: { S: ['pick'] } } } }, { dynamodb: { OldImage: { [MARK]: { S: ['pick'] } } } }];

let cloud: Cloud;
beforeAll(async () => {
  cloud = await deploy(
    {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        },
      },
      Reader: fn(`
        for (const record of event.Records) await seen(record);
        const bad = event.Records.find(({ dynamodb: { NewImage } }) => NewImage?.fails?.S === 'part');
        if (event.Records.some(({ dynamodb: { NewImage } }) => NewImage?.fails?.S === 'whole')) throw new Error('no');
        return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb.SequenceNumber }] : [] };`),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: ref('Reader'),
          EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 10,
          MaximumRetryAttempts: 1,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          FilterCriteria: { Filters: images.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
        },
      },
    },
    { table: ref('Table'), reader: arn('Reader') },
  );
});
afterAll(() => cloud.end());
beforeEach(() => cloud.forget());

const table = () => ({ TableName: cloud.outputs.table ?? '' });
const put = (pk: string, more: object = {}) => client.send(new PutCommand({ ...table(), Item: { pk, [MARK]: 'pick', ...more } }));

describe('the stream of a table', () => {
  it('has a record of each insert, change and removal with its images', async () => {
    await put('a', { stake: 1 });
    await put('a', { stake: 2 });
    await client.send(new DeleteCommand({ ...table(), Key: { pk: 'a' } }));
    const records = await cloud.seenAtLeast<DynamoDBRecord>(3);
    expect(
      records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.OldImage?.stake?.N, dynamodb?.NewImage?.stake?.N]),
    ).toEqual([
      ['INSERT', undefined, '1'],
      ['MODIFY', '1', '2'],
      ['REMOVE', '2', undefined],
    ]);
    expect(records.every(({ dynamodb }) => dynamodb?.Keys?.pk?.S === 'a' && dynamodb.SequenceNumber !== undefined)).toBe(true);
  });
  it('has no record of a write that changes nothing', async () => {
    await put('b', { stake: 1 });
    await put('b', { stake: 1 });
    await client.send(
      new UpdateCommand({
        ...table(),
        Key: { pk: 'b' },
        UpdateExpression: 'SET stake = :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
    await put('b-after');
    const records = await cloud.seenAtLeast<DynamoDBRecord>(2);
    expect(records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S)).toEqual(['b', 'b-after']);
  });
  it('filters by the old image where there is no new one', async () => {
    await client.send(new PutCommand({ ...table(), Item: { pk: 'other', [MARK]: 'limit' } }));
    await client.send(new PutCommand({ ...table(), Item: { pk: 'unmarked' } }));
    await put('mine');
    await client.send(new DeleteCommand({ ...table(), Key: { pk: 'mine' } }));
    const records = await cloud.seenAtLeast<DynamoDBRecord>(2);
    expect(records.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.pk?.S}`)).toEqual([
      'INSERT mine',
      'REMOVE mine',
    ]);
  });
  it('does not redeliver the records that a reader reports as failed, which AWS does: the simulator tests that', async () => {
    await put('part', { fails: 'part' });
    await put('after');
    await cloud.seenAtLeast(2);
    await put('much-later');
    const records = await cloud.seenAtLeast<DynamoDBRecord>(3);
    expect(records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S)).toEqual(['part', 'after', 'much-later']);
  });
  it('redelivers a whole batch when its reader throws, more often than the mapping allows', async () => {
    await put('whole', { fails: 'whole' });
    const records = await cloud.seenAtLeast<DynamoDBRecord>(3);
    expect(new Set(records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S))).toEqual(new Set(['whole']));
  });
});
