import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
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
  const { client, table } = connection();
  for (let from = 0; from < items.length; from += BATCH) {
    const requests = items.slice(from, from + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
  }
}
