import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GSI1, GSI2, KEYS } from '../../core/data/keys.ts';

/** Makes a table with the keys, the indexes and the stream of the deployed one. */
export async function newTable(client: DynamoDBClient, TableName: string): Promise<void> {
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
}
