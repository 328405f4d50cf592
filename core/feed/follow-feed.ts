import { loadFollow } from '#core/graph';
import type { UserId } from '#schemas/common';
import { authorFeedBy, isWrittenReader, removeWrittenReader } from './author-feed.store.ts';
import { BACK_FILLED } from './feed-limits.ts';
import { allRowsOf, deleteRows, writeRows } from './feed-row.store.ts';
import { sinceOf } from './feed-rules.ts';
import { knowAsBig } from './mark-big.ts';
import { activeAmong, raiseCompleteSince, removeBig } from './reader.store.ts';

/**
 * Brings a reader's feed to what the reader's follow of an author is now: the newest items of the author come in, or all of them go. A
 * follow that comes back while its items go is found at the end. No page depends on it, since each page looks the
 * follows up; this keeps the feed whole after a follow, and small after its end.
 */
export async function followFeed(readerId: UserId, authorId: UserId, now: Date): Promise<void> {
  if (!(await follows(readerId, authorId))) {
    await leave(readerId, authorId);
    if (!(await follows(readerId, authorId))) return;
  }
  await backFill(readerId, authorId, now);
}

const follows = async (readerId: UserId, authorId: UserId): Promise<boolean> =>
  (await loadFollow(readerId, authorId))?.state === 'following';

/** Reads all rows of the reader, at most 30 days: 1 RRU for some 13. */
async function leave(readerId: UserId, authorId: UserId): Promise<void> {
  const rows = (await allRowsOf(readerId)).filter((ref) => ref.authorId === authorId);
  await Promise.all([
    deleteRows(
      readerId,
      rows.map(({ id }) => id),
    ),
    removeBig(readerId, authorId),
    removeWrittenReader(authorId, readerId),
  ]);
}

/** The 20 newest items: some 2 RRU and 20 WRU. A reader who is not active gets all rows at their return. */
async function backFill(readerId: UserId, authorId: UserId, now: Date): Promise<void> {
  const { recent, everBig } = await authorFeedBy(authorId);
  if (everBig !== undefined) {
    await knowAsBig(readerId, authorId);
    if (!(await isWrittenReader(authorId, readerId))) return;
  }
  const [active] = await activeAmong([readerId], now);
  if (!active) return;
  await writeRows(recent.slice(0, BACK_FILLED).map((ref) => ({ readerId, ref })));
  const since = sinceOf(recent, BACK_FILLED);
  if (since !== null) await raiseCompleteSince(readerId, since);
}
