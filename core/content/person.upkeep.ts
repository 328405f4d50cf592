import { userPage } from '#core/users';
import { loadEach, mapRows } from '#data/row-stream';
import { type Part, transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { CommentId, PostId, UserId } from '#schemas/common';
import { MOST_POST_REVISIONS } from '#schemas/posts';
import { answersPart, commentById, commentIdsBy, commentsByIds, erasedCommentPart, TOP } from './comment.store.ts';
import { countersPart, uncountedReaction } from './count.projection.ts';
import { type ItemRef, itemRef } from './item-ref.ts';
import type { OwnMarksRow } from './own-marks.entity.ts';
import { bookmarksOf, erasedMarksPart, marksBy } from './own-marks.store.ts';
import { erasePost, postById, postIdsOf, postRevisions } from './post.store.ts';
import { erasedReactionPart, reactionOf } from './reaction.store.ts';

/** Rows of one read. */
const PER_READ = 200;

/** Reads a list page by page, newest first. */
async function* pages<Row>(
  read: (before: string | null, count: number) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): AsyncGenerator<readonly Row[]> {
  for (let before: string | null = null; ; ) {
    const rows: readonly Row[] = await read(before, PER_READ);
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PER_READ) return;
    before = idOf(last);
  }
}
const marksOf = (userId: UserId) =>
  pages(
    (before, count) => marksBy(userId, before, count),
    ({ itemId }) => itemId,
  );
const idsOf = <Id extends string>(read: (before: string | null, count: number) => Promise<readonly Id[]>) =>
  pages(read, (id) => id);

/** Compares what a person has done with items with the items' rows of reactions, and with the list of bookmarks. 1 read for each item. */
export const personUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) => auditEach(userIds, (userId) => auditMarks(userId as UserId)),
  erase: async (userId) => {
    for await (const rows of marksOf(userId)) for (const row of rows) await eraseMarks(row);
    for await (const ids of idsOf((before, count) => commentIdsBy(userId, before, count)))
      for (const id of ids) await eraseComment(id);
    for await (const ids of idsOf((before, count) => postIdsOf(userId, before, count))) for (const id of ids) await erasePost(id);
  },
  export: async (userId) => ({ posts: exportPosts(userId), comments: exportComments(userId), marks: exportMarks(userId) }),
};

async function auditMarks(userId: UserId): Promise<Difference[]> {
  const found: Difference[] = [];
  const bookmarked: string[] = [];
  for await (const rows of marksOf(userId))
    for (const { itemId, reactions, bookmarkedAt } of rows) {
      if (bookmarkedAt !== undefined) bookmarked.push(itemId);
      const of = `marks of ${userId} on ${itemId}`;
      const own = [...(reactions ?? [])].toSorted();
      found.push(...differencesOf(of, { reactions: own }, { reactions: (await reactionOf(itemId, userId))?.on ?? [] }));
    }
  const listed: string[] = [];
  for await (const rows of pages(
    (before, count) => bookmarksOf(userId, before, count),
    ({ itemId }) => itemId,
  ))
    listed.push(...rows.map(({ itemId }) => itemId));
  return [...found, ...differencesOf(`bookmarks of ${userId}`, { listed }, { listed: bookmarked })];
}

/** Tries of one erasure, while others count the same row. */
const TRIES = 5;

/** Writes what `parts` gives until it is taken. An item that is gone has no counters, so that their part is left out at the second refusal. */
async function eraseRow(parts: () => Promise<{ row: Part; counters: Part | null; others: Record<string, Part | null> } | null>) {
  let isGone = false;
  for (let tries = 0; tries < TRIES; tries++) {
    const now = await parts();
    if (!now) return;
    const refused: ReadonlySet<string> = await transact({ ...now.others, row: now.row, counters: isGone ? null : now.counters });
    if (refused.size === 0) return;
    isGone = refused.has('counters');
  }
  throw new Error('a row could not be erased, since others keep changing it');
}

/** Takes a person's reactions out of the item's counters with their row, and deletes all else that they have done with the item. */
const eraseMarks = ({ userId, itemId, itemType }: OwnMarksRow): Promise<void> => {
  const item = itemRef(itemType, itemId);
  const own = erasedMarksPart(userId as UserId, itemId);
  return eraseRow(async () => {
    const reaction = await reactionOf(itemId, userId);
    if (!reaction) {
      await transact({ own });
      return null;
    }
    const change = uncountedReaction({ ...reaction, on: [] })?.change ?? {};
    return { row: erasedReactionPart(reaction), counters: countersPart(item, change), others: { own } };
  });
};

/** Erases a comment. One that is answered leaves a place without a text and without an author. */
const eraseComment = (commentId: CommentId): Promise<void> =>
  eraseRow(async () => {
    const comment = await commentById(commentId);
    if (!comment) return null;
    const { itemType, itemId, parentId, counted, deletedAt } = comment;
    const item: ItemRef = itemRef(itemType, itemId);
    const isAnswer = parentId !== TOP && deletedAt === undefined;
    return {
      row: erasedCommentPart(comment),
      counters: countersPart(item, counted > 0 ? { commentCount: -counted } : {}),
      others: { parent: isAnswer ? answersPart(parentId as CommentId, item, -1) : null },
    };
  });

/** The rows of pages, one after the other. */
async function* rowsIn<Row>(all: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const rows of all) yield* rows;
}

/** Posts, each with every text. */
const exportPosts = (userId: UserId): AsyncGenerator<object> =>
  loadEach(rowsIn(idsOf<PostId>((before, count) => postIdsOf(userId, before, count))), async (id) => {
    const [post, texts] = await Promise.all([postById(id), postRevisions(id, null, MOST_POST_REVISIONS)]);
    return post && { ...post, texts };
  });

const inOrder = <Row>(ids: readonly string[], rows: ReadonlyMap<string, Row>): Row[] => ids.flatMap((id) => rows.get(id) ?? []);

async function* exportComments(userId: UserId): AsyncGenerator<object> {
  for await (const ids of idsOf((before, count) => commentIdsBy(userId, before, count)))
    yield* inOrder(ids, await commentsByIds(ids));
}

/** Reactions, bookmarks and muted threads. */
const exportMarks = (userId: UserId): AsyncGenerator<object> =>
  mapRows(rowsIn(marksOf(userId)), ({ reactions, ...row }) => ({ ...row, reactions: [...(reactions ?? [])] }));
