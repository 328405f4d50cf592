import { userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { type AuthorFeed, authorFeedsBy, isWrittenReader, removeWrittenReader } from './author-feed.store.ts';
import { BACK_FILLED, MOST_BIG } from './feed-limits.ts';
import { allRowsOf, deleteRows } from './feed-row.store.ts';
import { isInFeeds, isReturning } from './feed-rules.ts';
import { followFeed } from './follow-feed.ts';
import { followeesOf } from './followees.ts';
import { deleteReader, feedStateBy } from './reader.store.ts';

/**
 * Compares each reader's rows and big authors with the newest items of those whom they follow: all big ones are known, and the 20 newest items
 * of the others have rows. Rows too many are no difference, since a page shows only what the reader follows and sees. 1 RRU for each followed
 * author, and for some 13 rows. The repair does what a new follow does.
 */
export const readerFeedUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => (await gapsOf(userId as UserId, now)).map(({ difference }) => difference)),
  repair: async (userId, now) => {
    const authors = new Set((await gapsOf(userId as UserId, now)).map(({ authorId }) => authorId));
    for (const authorId of authors) await followFeed(userId as UserId, authorId, now);
    return [...authors].map((authorId) => `items of ${authorId} for ${userId}`);
  },
  erase: async (userId) => {
    const [rows, { big }] = await Promise.all([allRowsOf(userId), feedStateBy(userId)]);
    // Only where the list of big authors is full others are written to the reader: then any followed author may have a row.
    if (big.length >= MOST_BIG) for (const authorId of await followeesOf(userId)) await removeWrittenReader(authorId, userId);
    await Promise.all([
      deleteRows(
        userId,
        rows.map(({ id }) => id),
      ),
      deleteReader(userId),
    ]);
  },
  export: async (userId) => {
    const { readAt = null, completeSince = null } = await feedStateBy(userId);
    return { feedReadAt: readAt, feedCompleteSince: completeSince };
  },
};

/** An author whose items a feed lacks. */
interface FeedGap {
  readonly authorId: UserId;
  readonly difference: Difference;
}

/** A reader who has not read the feed for long, or whose rows are on their way, reads it from its authors: nothing can be missing. */
async function gapsOf(readerId: UserId, now: Date): Promise<FeedGap[]> {
  const state = await feedStateBy(readerId, { consistent: true });
  const followees = await followeesOf(readerId);
  if (followees.length === 0) return [];
  const feeds = await authorFeedsBy(followees, { consistent: true });
  const hasRows = !isReturning(state, now);
  const rows = new Set(hasRows ? (await allRowsOf(readerId)).map(({ id }) => id) : []);
  const gaps = feeds.map(async (feed) => {
    const isKnown = state.big.includes(feed.authorId);
    const big = feed.everBig === 'ready' && !isKnown ? await unknownBig(readerId, feed) : [];
    const missing = hasRows && !isKnown ? missingRows(readerId, feed, rows, now) : [];
    return [...big, ...missing].map((difference) => ({ authorId: feed.authorId, difference }));
  });
  return (await Promise.all(gaps)).flat();
}

const unknownBig = async (readerId: UserId, { authorId }: AuthorFeed): Promise<Difference[]> =>
  (await isWrittenReader(authorId, readerId)) ? [] : differencesOf(`feed of ${readerId}`, {}, { [`big ${authorId}`]: true });

const missingRows = (readerId: UserId, { recent }: AuthorFeed, rows: ReadonlySet<string>, now: Date): Difference[] =>
  recent
    .slice(0, BACK_FILLED)
    .filter(({ id }) => isInFeeds(id, now) && !rows.has(id))
    .flatMap(({ id }) => differencesOf(`feed of ${readerId}`, {}, { [id]: true }));
