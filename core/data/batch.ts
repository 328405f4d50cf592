import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '#errors';

/** How often what DynamoDB leaves out is asked for again, with jitter that doubles: about two seconds in all. */
const ATTEMPTS = 8;

/** A batch as ElectroDB answers it: under load DynamoDB does some of it, and leaves the rest for another request. */
interface Answer<Row, Key> {
  readonly data?: readonly Row[];
  readonly unprocessed: Key[];
}

/**
 * All of a batch, of any size: a reader that took what came first for all there is would count too little and settle too few.
 * @param ask one request to ElectroDB, for a `get` of keys or a `put` of items
 * @returns the rows that are there, in no order; nothing for writes
 * @throws UNAVAILABLE when DynamoDB keeps leaving some out; of a write the others stand
 */
export async function whole<Row, Key>(keys: readonly Key[], ask: (keys: Key[]) => Promise<Answer<Row, Key>>): Promise<Row[]> {
  const rows: Row[] = [];
  let left = [...keys];
  for (let attempt = 1; left.length > 0; attempt++) {
    const { data = [], unprocessed } = await ask(left);
    rows.push(...data);
    left = unprocessed;
    if (left.length === 0) break;
    if (attempt === ATTEMPTS) throw new DomainError('UNAVAILABLE', 'Too busy for this right now. Please try again.');
    await pause(Math.random() * Math.min(25 * 2 ** attempt, 500));
  }
  return rows;
}
