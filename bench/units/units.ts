import { isDeepStrictEqual } from 'node:util';
import { GSI1, GSI2, KEYS } from '../../core/data/keys.ts';
import { type RawItem, sizeOf } from './item-size.ts';

/**
 * DynamoDB's request units, computed from items, since an emulator's own ConsumedCapacity is a guess:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */

/** An item before and after a write; null where there is none. */
export interface Change {
  readonly before: RawItem | null;
  readonly after: RawItem | null;
}

const KB = 1024;
const rounded = (bytes: number, unit: number): number => Math.max(1, Math.ceil(bytes / unit));

/** The read units of so many bytes that are rounded up once. A read that finds nothing costs a unit too. */
export const readUnits = (bytes: number, consistent: boolean): number => rounded(bytes, 4 * KB) * (consistent ? 1 : 0.5);

/** The read units of items that are rounded up one by one, as a BatchGetItem reads them. An item that is not there costs a unit too. */
export const batchReadUnits = (found: readonly RawItem[], asked: number, consistent: boolean): number =>
  [...found.map(sizeOf), ...Array<number>(asked - found.length).fill(0)].reduce(
    (sum, bytes) => sum + readUnits(bytes, consistent),
    0,
  );

/** The write units of the table for one item: the larger one of what stood there and what is to stand there, also for a refused write. */
export const writeUnits = ({ before, after }: Change): number =>
  rounded(Math.max(before ? sizeOf(before) : 0, after ? sizeOf(after) : 0), KB);

/** A transaction prepares and commits each of its items, those that it only checks too. */
export const transactionUnits = (change: Change): number => 2 * writeUnits(change);

interface Index {
  readonly keys: readonly [string, string];
  readonly carries: readonly string[];
}
const INDEXES: readonly Index[] = [
  { keys: [GSI1.pk, GSI1.sk], carries: GSI1.projection },
  { keys: [GSI2.pk, GSI2.sk], carries: [] },
];

/** The row of an item in an index; null for an item without the index's keys. */
function rowIn({ keys, carries }: Index, item: RawItem | null): RawItem | null {
  if (!item || keys.some((key) => item[key] === undefined)) return null;
  const names = new Set<string>([KEYS.pk, KEYS.sk, ...keys, ...carries]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/**
 * The write units of both indexes for one change of an item. They are written after the table, so that a transaction does not double them:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export const indexUnits = ({ before, after }: Change): number =>
  INDEXES.reduce((sum, index) => sum + rowUnits(index, rowIn(index, before), rowIn(index, after)), 0);

function rowUnits({ keys }: Index, before: RawItem | null, after: RawItem | null): number {
  const one = (row: RawItem): number => rounded(sizeOf(row), KB);
  if (!before || !after) return [before, after].reduce((sum, row) => sum + (row ? one(row) : 0), 0);
  if (keys.some((key) => !isDeepStrictEqual(before[key], after[key]))) return one(before) + one(after);
  return isDeepStrictEqual(before, after) ? 0 : Math.max(one(before), one(after));
}

/** Bytes that DynamoDB bills an item with beside its own, in the table and in each index. */
const OVERHEAD = 100;

/** The bytes of an item as storage is billed: in the table and in the indexes. */
export const storedBytes = (item: RawItem | null): number =>
  [item, ...INDEXES.map((index) => rowIn(index, item))].reduce((sum, row) => sum + (row ? sizeOf(row) + OVERHEAD : 0), 0);
