import { type Page, readCursor, signCursor } from './cursor.ts';

/** The most reads for one page. After them the page ends early, with a cursor for the rest. */
export const MOST_READS = 5;

/** A list of which some entries are left out: by a filter, by a visibility rule, or because the item is gone. */
export interface Listing<Entry, Item> {
  /** At most `count` entries after a position, in the order of the list; a null position is the beginning. */
  readonly read: (after: string | null, count: number) => Promise<readonly Entry[]>;
  /** The position of an entry: reading after it gives the next one. */
  readonly positionOf: (entry: Entry) => string;
  /** The items of these entries, in their order; null for an entry that is left out. */
  readonly show: (entries: readonly Entry[]) => Promise<readonly (Item | null)[]>;
}

/**
 * Fills a page of a list that leaves entries out: reads on until there are `limit` items, the list ends, or `MOST_READS` is reached.
 * Each read fetches `limit` + 1 entries, of which it shows `limit`.
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

/** Fills a page from a position, without cursors. @returns the items, and the position after which the next page begins; null at the end of the list */
export async function collect<Entry, Item>(
  from: string | null,
  limit: number,
  { read, positionOf, show }: Listing<Entry, Item>,
): Promise<{ items: Item[]; after: string | null }> {
  const items: Item[] = [];
  let after = from;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const found = await read(after, limit + 1);
    const entries = found.slice(0, limit);
    const shown = await show(entries);
    for (const [i, entry] of entries.entries()) {
      const item = shown[i] ?? null;
      if (item !== null && items.length === limit) return { items, after };
      if (item !== null) items.push(item);
      after = positionOf(entry);
    }
    if (found.length <= limit) return { items, after: null };
    if (items.length === limit) break;
  }
  return { items, after };
}
