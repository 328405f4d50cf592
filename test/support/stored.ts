import { type AttributeValue, DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { aws, stack } from './stack.ts';

/** A row of the stack under test, as it is stored; undefined for none. */
export async function storedRow(pk: string, sk: string): Promise<Record<string, AttributeValue> | undefined> {
  const dynamo = new DynamoDBClient(aws());
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: stack().tableName, Key, ConsistentRead: true }));
  dynamo.destroy();
  return Item;
}

/**
 * Sets one text of a stored row on the stack under test, such as an instant that a story cannot wait for.
 * @throws Error when there is no such row
 */
export async function setStored(pk: string, sk: string, field: string, text: string): Promise<void> {
  const dynamo = new DynamoDBClient(aws());
  await dynamo.send(
    new UpdateItemCommand({
      TableName: stack().tableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'SET #field = :text',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':text': { S: text } },
    }),
  );
  dynamo.destroy();
}
