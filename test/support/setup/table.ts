import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, inject } from 'vitest';
import { GSI1, GSI2, KEYS } from '../../../core/data/keys.ts';

/** A table of its own for each file of tests, before anything of core is imported: no file sees another's items, and no function listens. */
const TableName = `integration-${randomUUID()}`;
Object.assign(process.env, {
  TABLE_NAME: TableName,
  AWS_ENDPOINT_URL: inject('awsEndpoint'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

const client = new DynamoDBClient({});
const names = [KEYS.pk, KEYS.sk, GSI1.pk, GSI1.sk, GSI2.pk, GSI2.sk];
await client.send(
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: KEYS.pk, KeyType: 'HASH' },
      { AttributeName: KEYS.sk, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: GSI1.name,
        KeySchema: [
          { AttributeName: GSI1.pk, KeyType: 'HASH' },
          { AttributeName: GSI1.sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...GSI1.projection] },
      },
      {
        IndexName: GSI2.name,
        KeySchema: [
          { AttributeName: GSI2.pk, KeyType: 'HASH' },
          { AttributeName: GSI2.sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }),
);

afterAll(async () => {
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
});
