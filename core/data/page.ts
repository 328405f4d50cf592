import { type Page, readCursor, signCursor } from './cursor.ts';

/** The most reads for one page. After them the page ends early, with a cursor for the rest. */
export const MOST_READS = 5;
/** The most read units for the items of one page. A page that would take more ends early, with a cursor for the rest. */
export const MOST_UNITS = 150;

/** A list of which some entries are left out: by a filter, by a visibility rule, or because the item is gone. */
export interface Listing<Entry, Item> {
  /** At most `count` entries after a position, in the order of the list; a null position is the beginning. */
  readonly read: (after: string | null, count: number) => Promise<readonly Entry[]>;
  /** The number of entries to a read; one more than the page's limit when left out. A list whose filter leaves little reads more at once. */
  readonly perRead?: number;
  /** False for an entry that its own attributes leave out, so that its item is not read. */
  readonly admits?: (entry: Entry) => boolean;
  /** The read units (RRU) that showing an entry takes at most; 1 when left out. */
  readonly units?: (entry: Entry) => number;
  /** The position of an entry: reading after it gives the next one. */
  readonly positionOf: (entry: Entry) => string;
  /** The items of these entries, in their order; null for an entry that is left out. */
  readonly show: (entries: readonly Entry[]) => Promise<readonly (Item | null)[]>;
}

/**
 * Fills a page of a list that leaves entries out: reads on until there are `limit` items, the list ends, or `MOST_READS` or `MOST_UNITS` is
 * reached. Each read fetches one entry more than it shows.
 * @param query the list and its filters as text: a cursor is good for that query and no other
 * @throws INVALID_INPUT for a cursor of another query
 */
export async function fillPage<Entry, Item>(
  query: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  listing: Listing<Entry, Item>,
): Promise<Page<Item>> {
  const { items, after } = await collect(await readCursor(query, cursor), limit, listing);
  return { items, cursor: await signCursor(query, after) };
}

/**
 * Fills a page from a position, without cursors.
 * @returns the items, and the position after which the next page begins; null at the end of the list
 */
export async function collect<Entry, Item>(
  from: string | null,
  limit: number,
  listing: Listing<Entry, Item>,
): Promise<{ items: Item[]; after: string | null }> {
  const { read, perRead = limit + 1 } = listing;
  const page: Filling<Item> = { items: [], after: from, units: MOST_UNITS, limit };
  for (let reads = 0; reads < MOST_READS; reads++) {
    const found = await read(page.after, perRead);
    if (!(await fill(page, found.slice(0, perRead - 1), listing))) break;
    if (found.length < perRead) return { items: page.items, after: null };
    if (page.items.length === limit) break;
  }
  return { items: page.items, after: page.after };
}

/** A page on its way: its items so far, the position up to which the list was read, and the units that are left. */
interface Filling<Item> {
  readonly items: Item[];
  readonly limit: number;
  after: string | null;
  units: number;
}

/** Adds what these entries show, at most `limit` of them to a call of show(). @returns false when the page ended before the last entry */
async function fill<Entry, Item>(
  page: Filling<Item>,
  entries: readonly Entry[],
  listing: Listing<Entry, Item>,
): Promise<boolean> {
  const { admits = () => true, positionOf, show } = listing;
  for (let left = entries; left.length > 0; ) {
    const some = affordable(page, left, listing);
    const admitted = some.filter(admits);
    const shown = await show(admitted);
    const items = new Map(admitted.map((entry, i) => [entry, shown[i] ?? null]));
    for (const entry of some) {
      const item = items.get(entry) ?? null;
      if (item !== null && page.items.length === page.limit) return false;
      if (item !== null) page.items.push(item);
      page.after = positionOf(entry);
    }
    if (some.length === 0) return false;
    left = left.slice(some.length);
  }
  return true;
}

/** The first of these entries that one call of show() may read, with those in between that are not admitted. Takes their units from the page. */
function affordable<Entry, Item>(
  page: Filling<Item>,
  entries: readonly Entry[],
  { admits = () => true, units = () => 1 }: Listing<Entry, Item>,
): readonly Entry[] {
  const room = page.items.length < page.limit ? page.limit : 0;
  let admitted = 0;
  for (const [i, entry] of entries.entries()) {
    if (!admits(entry)) continue;
    const cost = units(entry);
    if (admitted === room || (cost > page.units && page.units < MOST_UNITS)) return entries.slice(0, i);
    admitted++;
    page.units -= cost;
  }
  return entries;
}
