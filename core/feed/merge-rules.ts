import type { FeedRef } from './feed-ref.ts';

/** A list that a feed consists of, newest first: the rows of a reader, or the items of a big author. */
export interface FeedList {
  readonly refs: readonly FeedRef[];
  /** The list has everything down to this id; null when it has everything. */
  readonly reaches: string | null;
}

/** The next items of a feed. */
export interface Merged {
  readonly refs: readonly FeedRef[];
  /** The positions of the lists that have to be read on before there can be more. */
  readonly short: readonly number[];
}

const newestFirst = (a: FeedRef, b: FeedRef): number => (a.id < b.id ? 1 : -1);

/**
 * Unites lists by id, in the order of ids. An item that stands in several is one. Nothing is given that a list which does not reach so far
 * might have something newer than.
 * @param after the id after which the page goes on; null for the beginning
 */
export function mergeLists(lists: readonly FeedList[], after: string | null, count: number): Merged {
  const byId = new Map<string, FeedRef>();
  for (const ref of lists.flatMap(({ refs }) => refs)) {
    const known = byId.get(ref.id);
    if ((after === null || ref.id < after) && (known === undefined || known.hint === null)) byId.set(ref.id, ref);
  }
  const all = [...byId.values()].toSorted(newestFirst);
  const last = all[count - 1]?.id ?? '';
  const short = lists.flatMap(({ reaches }, i) => (reaches !== null && reaches > last ? [i] : []));
  const floor = short.map((i) => lists[i]?.reaches ?? '').reduce((a, b) => (a > b ? a : b), '');
  return { refs: all.filter(({ id }) => id >= floor).slice(0, count), short };
}
