import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';

/** Some two seconds in all. */
const RETRY = { pause: 50, longest: 500, most: 8 };

/** A batch as ElectroDB answers it: under load DynamoDB does some of it, and leaves the rest for another request. */
interface Answer<Row, Key> {
  readonly data?: readonly Row[];
  readonly unprocessed: Key[];
}

/**
 * Does all of a batch, of any size: asks again for what DynamoDB left out, which counts and settlements would miss otherwise.
 * @param ask one request to ElectroDB, for a `get` of keys or a `put` of items
 * @returns the rows that exist, in no order; nothing for writes
 * @throws UNAVAILABLE when DynamoDB keeps leaving some out; of a write the others stand
 */
export async function batchAll<Row, Key>(keys: readonly Key[], ask: (keys: Key[]) => Promise<Answer<Row, Key>>): Promise<Row[]> {
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
