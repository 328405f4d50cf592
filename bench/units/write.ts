import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { connection } from '#data/connection';
import type { Part } from '#data/transaction';

type Item = Readonly<Record<string, unknown>>;

/** Items of one BatchWriteItem. */
const BATCH = 25;

/** Writes the items that these parts of transactions would put, except those of some entities, without their conditions. */
export async function write(parts: readonly Part[], except: readonly string[] = []): Promise<void> {
  const items = parts
    .flatMap((part) => part.params().TransactItems as { Put?: { Item: Item } }[])
    .flatMap(({ Put }): Item[] => (Put ? [Put.Item] : []))
    .filter(({ __edb_e__: entity }) => !except.includes(String(entity)));
  const client = new DynamoDBClient({});
  for (let from = 0; from < items.length; from += BATCH) {
    const requests = items
      .slice(from, from + BATCH)
      .map((item) => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [connection().table]: requests } }));
  }
  client.destroy();
}
