import { hintOfPick, hintOfPost, postIdsOf, postsByIds } from '#core/content';
import { idsByAuthor, picksByIds } from '#core/picks';
import { userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { announceItem } from './announce-item.ts';
import { authorFeedBy, deleteAuthorFeed, deleteWrittenReaders } from './author-feed.store.ts';
import { MOST_RECENT } from './feed-limits.ts';
import type { FeedRef } from './feed-ref.ts';
import { deleteTimeline, timelineOf } from './feed-row.store.ts';
import { isInFeeds } from './feed-rules.ts';

/**
 * Compares the recent items and the timeline of each author with the author's newest picks and posts. Items that are gone by now may stand
 * in both. Some 85 RRU for an author with 80 items. The repair announces what is missing, which also writes it to the followers.
 */
export const authorFeedUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => differences(userId as UserId, await missingIn(userId as UserId, now))),
  repair: async (userId, now) => {
    const { recent, timeline } = await missingIn(userId as UserId, now);
    const missing = new Map([...recent, ...timeline].map((ref) => [ref.id, ref]));
    for (const ref of missing.values()) await announceItem(ref, now);
    return [...missing.keys()].map((id) => `item ${id} of ${userId}`);
  },
  erase: async (userId) => {
    await Promise.all([deleteAuthorFeed(userId), deleteTimeline(userId), deleteWrittenReaders(userId)]);
  },
  export: async (userId) => {
    const { recent } = await authorFeedBy(userId);
    return { recentItems: recent.map(({ type, id }) => ({ type, id })) };
  },
};

/** Items of an author that are not where they should be. */
interface MissingItems {
  readonly recent: readonly FeedRef[];
  readonly timeline: readonly FeedRef[];
}

const differences = (userId: UserId, { recent, timeline }: MissingItems): Difference[] => [
  ...recent.flatMap(({ id }) => differencesOf(`recent items of ${userId}`, {}, { [id]: true })),
  ...timeline.flatMap(({ id }) => differencesOf(`timeline of ${userId}`, {}, { [id]: true })),
];

async function missingIn(userId: UserId, now: Date): Promise<MissingItems> {
  const [items, feed, timeline] = await Promise.all([
    itemsOf(userId, now),
    authorFeedBy(userId),
    timelineOf(userId, null, MOST_RECENT, { consistent: true }),
  ]);
  return { recent: without(items, feed.recent), timeline: without(items, timeline) };
}

/** Those of an author's items that a list of at most 80 lacks. One that is older than all of a full list is not missing. */
function without(items: readonly FeedRef[], list: readonly FeedRef[]): FeedRef[] {
  const ids = new Set(list.map(({ id }) => id));
  const oldest = list.length < MOST_RECENT ? '' : (list.at(-1)?.id ?? '');
  return items.filter(({ id }) => id > oldest && !ids.has(id));
}

/** The author's newest items that feeds show, at most 80 of each kind. */
async function itemsOf(authorId: UserId, now: Date): Promise<FeedRef[]> {
  const [pickIds, postIds] = await Promise.all([
    idsByAuthor(authorId, null, MOST_RECENT),
    postIdsOf(authorId, null, MOST_RECENT),
  ]);
  const young = (ids: readonly string[]) => ids.filter((id) => isInFeeds(id, now));
  const [picks, posts] = await Promise.all([picksByIds(young(pickIds)), postsByIds(young(postIds), { consistent: true })]);
  return [
    ...picks
      .filter(({ unshared }) => !unshared)
      .map((pick): FeedRef => ({ type: 'pick', id: pick.pickId, authorId, hint: hintOfPick(pick) })),
    ...[...posts.values()]
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map((post): FeedRef => ({ type: 'post', id: post.postId, authorId, hint: hintOfPost(post) })),
  ];
}
