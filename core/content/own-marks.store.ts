import { batchAll } from '#data/batch';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { ReactionName } from '#schemas/item-counts';
import type { OwnMarks } from '#schemas/item-views';
import { type BookmarkRow, bookmarkEntity } from './bookmark.entity.ts';
import type { ItemRef } from './item-ref.ts';
import { type OwnMarksRow, ownMarksEntity } from './own-marks.entity.ts';

export const NO_MARKS: OwnMarks = { reactions: [], bookmarked: false, muted: false };

export const ownMarksView = ({
  reactions,
  bookmarkedAt,
  mutedAt,
}: Pick<OwnMarksRow, 'reactions' | 'bookmarkedAt' | 'mutedAt'>): OwnMarks => ({
  reactions: [...(reactions ?? [])].toSorted() as ReactionName[],
  bookmarked: bookmarkedAt !== undefined,
  muted: mutedAt !== undefined,
});

/** Rows that one Query between the first and the last id of a page reads; a reader with more between them has their page read by keys. */
const MOST_BETWEEN = 100;

/**
 * The marks of a person on these items, by item id; those without any are left out. One Query between the first and the last id: 0.5 RRU
 * for some 30 rows, 1 if consistent. A second trip, of 0.5 RRU an item, follows for somebody with more than MOST_BETWEEN between them.
 */
export async function ownMarksOf(
  userId: UserId,
  itemIds: readonly string[],
  { consistent = true } = {},
): Promise<Map<string, OwnMarks>> {
  const ids = itemIds.toSorted();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const { data } = await ownMarksEntity()
    .query.primary({ userId })
    .between({ itemId: first }, { itemId: last })
    .go({ limit: MOST_BETWEEN, consistent });
  const rows = data.length < MOST_BETWEEN ? data : await byKeys(userId, ids, consistent);
  return new Map(rows.map((row) => [row.itemId, ownMarksView(row)]));
}

const byKeys = (userId: UserId, itemIds: readonly string[], consistent: boolean): Promise<OwnMarksRow[]> =>
  batchAll(
    [...new Set(itemIds)].map((itemId) => ({ userId: userId as string, itemId })),
    (some) => ownMarksEntity().get(some).go({ consistent }),
  );

/** The people among these who have muted the thread of an item. 0.5 RRU each. */
export async function mutersOf(itemId: string, userIds: readonly UserId[]): Promise<Set<UserId>> {
  const keys = [...new Set(userIds)].map((userId) => ({ userId: userId as string, itemId }));
  const rows = await batchAll(keys, (some) => ownMarksEntity().get(some).go());
  return new Set(rows.filter(({ mutedAt }) => mutedAt !== undefined).map(({ userId }) => userId as UserId));
}

/** A page of a person's rows, newest items first, before the item `before`. Consistent; 1 RRU for some 30. */
export async function marksBy(userId: UserId, before: string | null, count: number): Promise<OwnMarksRow[]> {
  const query = ownMarksEntity().query.primary({ userId });
  const { data } = await (before === null ? query : query.lt({ itemId: before })).go({
    order: 'desc',
    limit: count,
    consistent: true,
  });
  return data;
}

/** Mutes a thread: 2 WRU. */
export const mutePart = ({ type, id }: ItemRef, ownerId: UserId, userId: UserId, now: Date): Part =>
  part({ own: ownMarksEntity() }, ({ own }) => [
    own.update({ userId, itemId: id }).set({ itemType: type, ownerId, mutedAt: now.toISOString() }).commit(),
  ]);

/** Ends the mute of a thread: 2 WRU. Refused when the person has never marked the item. */
export const unmutePart = ({ id }: ItemRef, userId: UserId): Part =>
  part({ own: ownMarksEntity() }, ({ own }) => [own.patch({ userId, itemId: id }).remove(['mutedAt']).commit()]);

/** Sets a bookmark, and its row in the list: 4 WRU. */
export const bookmarkPart = ({ type, id }: ItemRef, ownerId: UserId, userId: UserId, now: Date): Part =>
  part({ own: ownMarksEntity(), bookmarks: bookmarkEntity() }, ({ own, bookmarks }) => [
    own.update({ userId, itemId: id }).set({ itemType: type, ownerId, bookmarkedAt: now.toISOString() }).commit(),
    bookmarks.put({ userId, itemId: id, itemType: type }).commit(),
  ]);

/** Removes a bookmark, and its row in the list: 4 WRU. Refused when the person has never marked the item. */
export const unbookmarkPart = ({ id }: ItemRef, userId: UserId): Part =>
  part({ own: ownMarksEntity(), bookmarks: bookmarkEntity() }, ({ own, bookmarks }) => [
    own.patch({ userId, itemId: id }).remove(['bookmarkedAt']).commit(),
    bookmarks.delete({ userId, itemId: id }).commit(),
  ]);

/** The bookmarks of a person, newest items first, before the item `before`. Consistent; 1 RRU for some 40. */
export async function bookmarksOf(userId: UserId, before: string | null, count: number): Promise<BookmarkRow[]> {
  const query = bookmarkEntity().query.primary({ userId });
  const { data } = await (before === null ? query : query.lt({ itemId: before })).go({
    order: 'desc',
    limit: count,
    consistent: true,
  });
  return data;
}

/** Deletes all that a person has done with an item but their reactions to it, which the item's counters contain. */
export const erasedMarksPart = (userId: UserId, itemId: string): Part =>
  part({ own: ownMarksEntity(), bookmarks: bookmarkEntity() }, ({ own, bookmarks }) => [
    own.delete({ userId, itemId }).commit(),
    bookmarks.delete({ userId, itemId }).commit(),
  ]);

/** The authors of the newest items to which a person has reacted, one for each item. One Query, 0.5 RRU for some 25; a moment behind. */
export async function newestReactions(userId: UserId, count: number): Promise<UserId[]> {
  const { data } = await ownMarksEntity().query.primary({ userId }).go({ order: 'desc', limit: count });
  return data.flatMap(({ reactions, ownerId }) => (reactions && reactions.length > 0 ? [ownerId as UserId] : []));
}
