import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { type AuthorFeed, authorFeedsBy } from './author-feed.store.ts';
import { MOST_ITEMS, MOST_RECENT } from './feed-limits.ts';
import { writeRows } from './feed-row.store.ts';
import { newestOf, sinceOf } from './feed-rules.ts';
import { followeesOf } from './followees.ts';
import { endReturn, feedStateBy } from './reader.store.ts';

/**
 * Writes the rows of a reader who came back: the newest items of all whom they follow and who are not big, at most 400. Fan-outs have
 * written to the reader since the instant of the return, and an item is among its author's recent ones before its fan-out begins: so none
 * is left out. 1 RRU for each followed author, 1 WRU a row. A message of an earlier return does nothing.
 * @throws to have the message delivered again, also when the state changed meanwhile
 */
export async function bringRows(readerId: UserId, returnedAt: string, now: Date): Promise<void> {
  const state = await feedStateBy(readerId, { consistent: true });
  if (state.returnedAt !== returnedAt) return;
  const followees = await followeesOf(readerId);
  const big = new Set(state.big);
  const feeds = (await authorFeedsBy(followees, { consistent: true })).filter(({ authorId }) => !big.has(authorId));
  const refs = newestOf(
    feeds.map(({ recent }) => recent),
    now,
  );
  await writeRows(refs.map((ref) => ({ readerId, ref })));
  if (!(await endReturn(readerId, state, completeSinceOf(feeds, refs.length === MOST_ITEMS ? refs.at(-1)?.id : undefined))))
    throw new Error(`the feed of ${readerId} changed while its rows were written`);
}

/** The latest of the instants since which the feed has everything of each author; null when it has all. */
function completeSinceOf(feeds: readonly AuthorFeed[], oldest: string | undefined): string | null {
  const all = feeds.flatMap(({ recent }) => sinceOf(recent, MOST_RECENT) ?? []);
  if (oldest !== undefined) all.push(createdAt(oldest).toISOString());
  return all.toSorted().at(-1) ?? null;
}
