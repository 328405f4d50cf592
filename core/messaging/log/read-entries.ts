import { batchAll } from '#data/batch';
import { readObject } from './archive.store.ts';
import { logEntryEntity, type ReadEntry, type StoredEntry } from './log-entry.entity.ts';
import { BLOCK, blockOf, boundsOf } from './log-rules.ts';
import type { SeenSpan } from './span-rules.ts';

/**
 * All reads of logs. A log has no gap, so a number that is missing below another one is archived: only then is it looked for, and what is in
 * the table costs nothing more. The newest entry of an archived block stays in the table and names the object of the earlier ones.
 */

/** Reads of a block whose object is gone: it was brought back to the table meanwhile. */
const TRIES = 5;

const inBlock = (conversationId: string, block: number, from: number, to: number) =>
  logEntryEntity().query.primary({ conversationId, block }).between({ seq: from }, { seq: to });

/** Entries of one block in rising order, all that the table has between two numbers. */
interface BlockRows {
  readonly conversationId: string;
  readonly block: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rows: readonly StoredEntry[];
}

/** The entry that names the object of all before it; null where a number above `seq` has no such entry in its block. 1 RRU and more. */
async function archiverOf(conversationId: string, block: number, seq: number): Promise<StoredEntry | null> {
  const above = () => inBlock(conversationId, block, seq + 1, boundsOf(block).last);
  const [next] = (await above().go({ limit: 1, consistent: true })).data;
  if (!next || next.archive?.object) return next ?? null;
  // An archiving is under way, or ended before it had deleted all rows.
  const { data } = await above().go({ pages: 'all', consistent: true });
  return data.findLast(({ archive }) => archive?.object) ?? null;
}

/** Adds the archived entries between two numbers of a block to those of the table, which count. Null when the object is gone meanwhile. */
async function withArchived({ conversationId, block, lowest, highest, rows }: BlockRows): Promise<ReadEntry[] | null> {
  if (rows.length === highest - lowest + 1) return [...rows];
  const archiver =
    rows.findLast(({ archive }) => archive?.object) ??
    (highest < boundsOf(block).last ? await archiverOf(conversationId, block, highest) : null);
  const object = archiver?.archive?.object;
  if (!archiver || !object) return [...rows];
  const known = new Set(rows.map(({ seq }) => seq));
  const end = Math.min(highest, archiver.seq - 1);
  if (rows.filter(({ seq }) => seq <= end).length === end - lowest + 1) return [...rows];
  const archived = await readObject(object);
  if (!archived) return null;
  const added = archived.filter(({ seq }) => lowest <= seq && seq <= highest && !known.has(seq));
  return [...rows, ...added.map((entry): ReadEntry => ({ ...entry, archived: true }))].toSorted((a, b) => a.seq - b.seq);
}

/** Reads again while objects are gone. */
async function settled(read: () => Promise<ReadEntry[] | null>): Promise<ReadEntry[]> {
  for (let tries = 0; tries < TRIES; tries++) {
    const entries = await read();
    if (entries) return entries;
  }
  throw new Error('the object of an archived block is missing');
}

/**
 * Entries of a span in rising or falling order, at most `limit`, and of the table at most 1 MB, of one block. Consistent; 1 RRU per 4 KB, and
 * for archived ones 1 RRU at most and an object of S3. It ends early at the edge of a block.
 */
export function entriesIn(
  conversationId: string,
  { from, to }: SeenSpan,
  order: 'asc' | 'desc',
  limit: number,
): Promise<ReadEntry[]> {
  const block = blockOf(order === 'asc' ? from : to);
  const { first, last } = boundsOf(block);
  const [start, end] = [Math.max(from, first), Math.min(to, last)];
  return settled(async () => {
    const { data, cursor } = await inBlock(conversationId, block, start, end).go({ order, limit, consistent: true });
    const rows = order === 'asc' ? data : data.toReversed();
    const isCut = cursor !== null;
    const lowest = isCut && order === 'desc' ? (rows[0]?.seq ?? start) : start;
    const highest = isCut && order === 'asc' ? (rows.at(-1)?.seq ?? end) : end;
    const entries = await withArchived({ conversationId, block, lowest, highest, rows });
    return entries && (order === 'asc' ? entries : entries.toReversed()).slice(0, limit);
  });
}

/** All entries from a number on. Consistent; a Query for each block, 1 RRU per 4 KB. */
export async function entriesSince(conversationId: string, seq: number): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = [];
  for (let next = seq; ; ) {
    const found = await blockSince(conversationId, next);
    entries.push(...found);
    const last = found.at(-1);
    if (!last || last.seq % BLOCK !== 0) return entries;
    next = last.seq + 1;
  }
}

const blockSince = (conversationId: string, lowest: number): Promise<ReadEntry[]> =>
  settled(async () => {
    const block = blockOf(lowest);
    const highest = boundsOf(block).last;
    const { data: rows } = await inBlock(conversationId, block, lowest, highest).go({ pages: 'all', consistent: true });
    return withArchived({ conversationId, block, lowest, highest, rows });
  });

/**
 * Entries by their numbers, without those that do not exist. Consistent; 1 RRU per 4 KB each, and 1 RRU for each block of which one is not in
 * the table.
 */
export async function entriesAt(conversationId: string, seqs: readonly number[]): Promise<Map<number, ReadEntry>> {
  const wanted = [...new Set(seqs)];
  const keys = wanted.map((seq) => ({ conversationId, block: blockOf(seq), seq }));
  const rows = await batchAll(keys, (some) => logEntryEntity().get(some).go({ consistent: true }));
  const found = new Map<number, ReadEntry>(rows.map((row) => [row.seq, row]));
  const missing = Map.groupBy(
    wanted.filter((seq) => seq > 0 && !found.has(seq)),
    blockOf,
  );
  for (const [, some] of missing) {
    const span = { from: Math.min(...some), to: Math.max(...some) };
    for (const entry of await entriesIn(conversationId, span, 'asc', BLOCK))
      if (some.includes(entry.seq)) found.set(entry.seq, entry);
  }
  return found;
}

/** All entries from a number on, a page at a time. Consistent; 1 RRU per 4 KB. */
export async function* entryPages(conversationId: string, seq: number): AsyncGenerator<ReadEntry[]> {
  for (let from = seq; ; ) {
    const page = await entriesIn(conversationId, { from, to: Number.MAX_SAFE_INTEGER }, 'asc', BLOCK);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    from = last.seq + 1;
  }
}
