import { isDeepStrictEqual } from 'node:util';
import { conditionHeld, type Part, part, tooBusy, transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { archiveKey, deleteObjects, packed, readObject, writeObject } from './archive.store.ts';
import { moveNote } from './block-note.store.ts';
import { type BlockArchive, CHANGING, logEntryEntity, type ReadEntry, type StoredEntry } from './log-entry.entity.ts';
import { BLOCK, boundsOf } from './log-rules.ts';

/**
 * Moves a block of a log between the table and S3. At each instant the table and the object that the block's newest entry names have all
 * entries, and a row counts where both have one; so a process may die between any two calls, and the next run goes on. Objects are named
 * before they are written, so that each one that is no longer read gets deleted.
 */

const DAY = 86_400_000;
/** Milliseconds after its newest entry after which a block is archived. */
const ARCHIVED_AFTER = 365 * DAY;
/** Others may change a block meanwhile. */
const TRIES = 5;
/** Rows of one transaction, beside the check of the newest entry. DynamoDB takes 100 items and 4 MB; a row has at most 22 KB. */
const OF_TRANSACTION = 99;
const NONE: BlockArchive = { replaced: [] };

/** The instant from which on an entry may be archived. */
export const oldAt = (at: string): Date => new Date(Date.parse(at) + ARCHIVED_AFTER);
export const isOld = (at: string, now: Date): boolean => oldAt(at) <= now;

/** `young` has entries that are not old enough, `settled` has nothing to be moved, `gone` has no entry. `oldAt` is the instant at which it is old. */
export interface ArchivingOutcome {
  readonly state: 'archived' | 'settled' | 'young' | 'gone';
  readonly entries: number;
  readonly oldAt: Date;
  /** No entry can be added to it. */
  readonly isFull: boolean;
}

const keyOf = ({ conversationId, block, seq }: StoredEntry) => ({ conversationId, block, seq });

const rowsOf = async (conversationId: string, block: number): Promise<StoredEntry[]> =>
  (await logEntryEntity().query.primary({ conversationId, block }).go({ pages: 'all', consistent: true })).data;

/** Sets what an entry names as its block's archive, if that is as it was read. 1 WRU. @returns the entry; null where it is not */
async function setArchive(entry: StoredEntry, archive: BlockArchive | null): Promise<StoredEntry | null> {
  const { archive: before, ...rest } = entry;
  const row = logEntryEntity().patch(keyOf(entry));
  const held = await conditionHeld(
    (archive ? row.set({ archive }) : row.remove(['archive']))
      .where((attr, op) => (before ? op.eq(attr.archive, before) : op.notExists(attr.archive)))
      .go(),
  );
  return held ? { ...rest, ...(archive && { archive }) } : null;
}

/** Refused when the newest entry names another archive than it did. */
const checkPart = (newest: StoredEntry): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => [
    entries
      .check(keyOf(newest))
      .where((attr, op) => op.eq(attr.archive, newest.archive ?? NONE))
      .commit(),
  ]);

/** Deletes rows that are as they were read. Refused when one is not. 2 WRU each. */
const deletedPart = (rows: readonly StoredEntry[]): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) =>
    rows.map((row) =>
      entries
        .delete(keyOf(row))
        .where((attr, op) =>
          CHANGING.map((name) =>
            row[name] === undefined ? op.notExists(attr[name]) : op.eq(attr[name] as never, row[name] as never),
          ).join(' AND '),
        )
        .commit(),
    ),
  );

/** Puts rows that are not there. Refused when one is. 2 WRU each. */
const createdPart = (rows: readonly StoredEntry[]): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => rows.map((row) => entries.create(row).commit()));

/** Moves rows in transactions, each only while the newest entry names this archive. @returns true when all of them were moved */
async function moved(
  newest: StoredEntry,
  rows: readonly StoredEntry[],
  partOf: (rows: readonly StoredEntry[]) => Part,
): Promise<boolean> {
  let isWhole = true;
  for (let from = 0; from < rows.length; from += OF_TRANSACTION) {
    const refused = await transact({ newest: checkPart(newest), rows: partOf(rows.slice(from, from + OF_TRANSACTION)) });
    isWhole &&= refused.size === 0;
  }
  return isWhole;
}

/**
 * Archives a block whose newest entry is old: all entries before that one. It is written, read again and compared before a row is deleted. 2
 * WRU for each entry, and 3; 1 RRU per 4 KB; an object is put and read. A block that grew after its archiving is brought back first.
 * @throws UNAVAILABLE when others keep changing it; Error for a log with a gap, and for an object that is not what was written
 */
export async function archiveBlock(conversationId: string, block: number, now: Date): Promise<ArchivingOutcome> {
  for (let tries = 0; tries < TRIES; tries++) {
    const rows = await rowsOf(conversationId, block);
    const newest = rows.at(-1);
    if (!newest) return { state: 'gone', entries: 0, oldAt: now, isFull: false };
    const outcome = { oldAt: oldAt(newest.at), isFull: newest.seq % BLOCK === 0 };
    if (outcome.oldAt > now) return { ...outcome, state: 'young', entries: 0 };
    const earlier = rows.slice(0, -1);
    if (rows.some(({ archive }) => archive?.object)) {
      if (earlier.length > 0) await bringBack(conversationId, block, AT_ONCE);
      else if (await withoutReplaced(newest)) return { ...outcome, state: 'settled', entries: 0 };
      continue;
    }
    if (earlier.length === 0) return { ...outcome, state: 'settled', entries: 0 };
    if (rows.some(({ seq }, i) => seq !== boundsOf(block).first + i))
      throw new Error(`block ${block} of ${conversationId} has a gap`);
    if (await archived(newest, earlier, now)) return { ...outcome, state: 'archived', entries: earlier.length };
  }
  throw tooBusy();
}

/** @returns false when something changed meanwhile */
async function archived(newest: StoredEntry, earlier: readonly StoredEntry[], now: Date): Promise<boolean> {
  const [first] = earlier;
  const key = archiveKey(first ?? newest, newId(now));
  const replaced = [...earlier, newest].flatMap(({ archive }) => archive?.replaced ?? []);
  const named = await setArchive(newest, { replaced: [...replaced, key] });
  if (!named) return false;
  const entries = earlier.map(({ archive: _, ...entry }) => entry);
  const { bytes, sha256 } = await packed(entries);
  await writeObject(key, bytes);
  const written = await readObject({ key, sha256 });
  // Somebody who brings the block back has deleted it.
  if (!written) return false;
  if (!isDeepStrictEqual(written, entries)) throw new Error(`${key} is not what was archived`);
  const archiver = await setArchive(named, { object: { key, sha256 }, replaced });
  if (!archiver) {
    await deleteObjects([key]);
    return false;
  }
  return (await moved(archiver, earlier, deletedPart)) && withoutReplaced(archiver);
}

/** Deletes the objects that a block's archive has replaced. @returns false when the entry has changed meanwhile */
async function withoutReplaced(newest: StoredEntry): Promise<boolean> {
  const { object, replaced = [] } = newest.archive ?? NONE;
  if (replaced.length === 0) return true;
  await deleteObjects(replaced);
  return (await setArchive(newest, object ? { object, replaced: [] } : null)) !== null;
}

/**
 * Deletes objects that a run has named and may be writing. The entry changes first, so that this run cannot make one of them the block's object
 * after it was deleted.
 */
async function withoutUnread(row: StoredEntry, { replaced }: BlockArchive): Promise<void> {
  const changed = await setArchive(row, { replaced: [...replaced, ...replaced] });
  if (changed) await withoutReplaced(changed);
}

/**
 * Puts the archived entries of a block back into the table, and deletes their object. It is archived again by the first run after `until`. 2 WRU
 * for each entry, and 5.
 * @returns the number of entries; 0 for a block that is not archived
 * @throws UNAVAILABLE when others keep changing it
 */
export async function bringBack(conversationId: string, block: number, until: Date): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const rows = await rowsOf(conversationId, block);
    const archiver = rows.findLast(({ archive }) => archive?.object);
    const object = archiver?.archive?.object;
    if (!archiver || !object) {
      for (const row of rows) if (row.archive) await withoutUnread(row, row.archive);
      return 0;
    }
    // First: a process that dies after it leaves a block that is archived again.
    await moveNote(conversationId, block, until.toISOString());
    const entries = await readObject(object);
    const known = new Set(rows.map(({ seq }) => seq));
    const missing = entries?.filter(({ seq }) => !known.has(seq));
    if (!missing || !(await moved(archiver, missing, createdPart))) continue;
    const left = await setArchive(archiver, { replaced: [...(archiver.archive?.replaced ?? []), object.key] });
    if (left && (await withoutReplaced(left))) return missing.length;
  }
  throw tooBusy();
}

/** The next run archives what was brought back until then. */
const AT_ONCE = new Date(0);

/** Brings the blocks of archived entries back into the table, so that they can be changed. The next run archives them again. */
export async function makeChangeable(entries: Iterable<ReadEntry>): Promise<void> {
  const archived = [...entries].filter((entry) => entry.archived);
  const blocks = Map.groupBy(archived, ({ conversationId, block }) => `${conversationId} ${block}`);
  for (const [first] of blocks.values()) if (first) await bringBack(first.conversationId, first.block, AT_ONCE);
}
