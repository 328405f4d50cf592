import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { invalid } from '#errors';
import { cursorKeyEntity } from './cursor-key.entity.ts';
import { conditionHeld } from './transaction.ts';

/** A page of a list. `cursor` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly cursor: string | null;
}

let key: Promise<string> | undefined;

/**
 * The key that signs cursors. Its first use makes it, once for a table; the process caches it. The table may hold it: a reader of the table
 * needs no cursor.
 */
const signingKey = (): Promise<string> => {
  key ??= load().catch((error) => {
    key = undefined;
    throw error;
  });
  return key;
};

async function load(): Promise<string> {
  const { data } = await cursorKeyEntity().get({ name: 'cursor' }).go({ consistent: true });
  if (data) return data.secret;
  const secret = randomBytes(32).toString('base64url');
  return (await conditionHeld(cursorKeyEntity().create({ name: 'cursor', secret }).go())) ? secret : load();
}

const mac = async (query: string, position: string): Promise<Buffer> =>
  createHmac('sha256', await signingKey())
    .update(`${query}\n${position}`)
    .digest()
    .subarray(0, 16);

/**
 * @param query the list and its filters as text: the cursor is valid for that query alone
 * @param position the position after which the next page begins; null on the last page
 * @returns the signed cursor; null on the last page
 */
export async function signCursor(query: string, position: string | null): Promise<string | null> {
  if (position === null) return null;
  return Buffer.concat([await mac(query, position), Buffer.from(position)]).toString('base64url');
}

/** @returns the position in the cursor; null for the first page @throws INVALID_INPUT for a cursor that was not signed for this query */
export async function readCursor(query: string, cursor: string | undefined): Promise<string | null> {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  const position = bytes.subarray(16).toString();
  if (bytes.length <= 16 || !timingSafeEqual(bytes.subarray(0, 16), await mac(query, position))) {
    throw invalid('cursor', 'This cursor does not belong to this query.');
  }
  return position;
}
