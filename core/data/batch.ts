import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';

/** Eight requests, in some two seconds in all. */
const RETRY = { pause: 50, longest: 500, most: 8 };

/** ElectroDB's answer to a batch. Under load DynamoDB processes a part of it; `unprocessed` is the rest. */
interface BatchAnswer<Row, Key> {
  readonly data?: readonly Row[];
  readonly unprocessed: Key[];
}

/**
 * Runs a batch of any size until DynamoDB has processed every key: from an incomplete batch, a caller would count and settle too little.
 * @param ask sends one request to ElectroDB, a `get` of keys or a `put` of items
 * @returns the rows that exist, in no order; an empty list for writes
 * @throws UNAVAILABLE when DynamoDB leaves keys unprocessed at each attempt; the processed writes stay
 */
export async function batchAll<Row, Key>(
  keys: readonly Key[],
  ask: (keys: Key[]) => Promise<BatchAnswer<Row, Key>>,
): Promise<Row[]> {
  if (keys.length === 0) return [];
  const rows: Row[] = [];
  let left = [...keys];
  for await (const _ of attempts(RETRY)) {
    const { data = [], unprocessed } = await ask(left);
    rows.push(...data);
    if (unprocessed.length === 0) return rows;
    left = unprocessed;
  }
  throw new DomainError('UNAVAILABLE', 'Too busy for this right now. Please try again.');
}
