import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connection } from '#data/connection';
import { fix } from './fixed.ts';
import type { RawItem } from './item-size.ts';
import { Meter } from './meter.ts';

/** Items of one BatchWriteItem. */
const BATCH = 25;

/**
 * A world that several scenarios stand on. The first one makes it, from a seed of its own, and the others get copies of its rows.
 * @param make writes by core alone
 */
export function once(seed: string, make: () => Promise<void>): () => Promise<void> {
  let rows: Promise<readonly RawItem[]> | undefined;
  return async () => {
    if (rows) return copy(await rows);
    rows = made(seed, make);
    await rows;
  };
}

async function made(seed: string, make: () => Promise<void>): Promise<readonly RawItem[]> {
  fix(seed);
  const meter = new Meter();
  const end = meter.start();
  await make().finally(end);
  const items = new Map<string, RawItem | null>();
  for (const { before, after } of meter.changes) {
    const { pk, sk } = (after ?? before) as RawItem;
    items.set(`${pk?.S} ${sk?.S}`, after);
  }
  return [...items.values()].filter((item) => item !== null);
}

async function copy(items: readonly RawItem[]): Promise<void> {
  const client = new DynamoDBClient({});
  for (let from = 0; from < items.length; from += BATCH) {
    const requests = items.slice(from, from + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [connection().table]: requests } }));
  }
  client.destroy();
}
