import { batchAll } from '#data/batch';
import { idsInKeys } from '#data/ids-in-keys';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { CommentId, UserId } from '#schemas/common';
import { type CommentRow, commentEntity } from './comment.entity.ts';
import type { ItemRef } from './item-ref.ts';
import { userCommentEntity } from './user-comment.entity.ts';

/** The parent of a comment on the item itself. */
export const TOP = '-';
/** The author of a comment that only its answers keep, after the erasure of its author. */
export const NOBODY = '00000000-0000-7000-8000-000000000000' as UserId;

/** A comment as use cases see one. */
export type StoredComment = Omit<CommentRow, 'parentAuthorId'> & {
  readonly commentId: CommentId;
  readonly authorId: UserId;
  readonly ownerId: UserId;
  readonly parentAuthorId?: UserId | undefined;
};
const storedComment = (row: CommentRow): StoredComment => row as unknown as StoredComment;

/** The stored comment in an image of the stream. */
export const commentOfImage = (image: Image): StoredComment =>
  storedComment(commentEntity().parse({ Item: image as never }).data as CommentRow);

/** True for a comment that is read and counted. */
export const stands = ({ deletedAt, hiddenAt }: Pick<CommentRow, 'deletedAt' | 'hiddenAt'>): boolean =>
  deletedAt === undefined && hiddenAt === undefined;

/** 1 RRU. */
export async function commentById(commentId: string): Promise<StoredComment | null> {
  const { data } = await commentEntity().get({ commentId }).go({ consistent: true });
  return data && storedComment(data);
}

/** Comments by id, without those that do not exist. One BatchGet per 100; 0.5 RRU each up to 4 KB, double if consistent. */
export async function commentsByIds(
  commentIds: readonly string[],
  { consistent = false } = {},
): Promise<Map<string, StoredComment>> {
  const keys = [...new Set(commentIds)].map((commentId) => ({ commentId: commentId as string }));
  const rows = await batchAll(keys, (some) => commentEntity().get(some).go({ consistent }));
  return new Map(rows.map((row) => [row.commentId, storedComment(row)]));
}

/**
 * The ids of the comments of a thread, after the comment `after` in this order. One Query of the index, 0.5 RRU for some 15; a moment behind.
 * @param parentId TOP for the comments on the item itself
 */
export async function commentIdsOf(
  itemId: string,
  parentId: string,
  { after, order, count }: { readonly after: string | null; readonly order: 'newest' | 'oldest'; readonly count: number },
): Promise<CommentId[]> {
  const query = commentEntity().query.byThread({ itemId, parentId });
  const newest = order === 'newest';
  // A clause changes the query that it is called on.
  const rest = () => (newest ? query.lt({ commentId: after ?? '' }) : query.gt({ commentId: after ?? '' }));
  const { data } = await (after === null ? query : rest()).go({ order: newest ? 'desc' : 'asc', limit: count, data: 'raw' });
  return idsInKeys<CommentId>('comment', data);
}

/** The ids of a person's comments, newest first. One Query, 0.5 RRU for some 30. */
export async function commentIdsBy(userId: string, before: string | null, count: number): Promise<CommentId[]> {
  const query = userCommentEntity().query.primary({ userId });
  const { data } = await (before === null ? query : query.lt({ commentId: before })).go({ order: 'desc', limit: count });
  return data.map(({ commentId }) => commentId as CommentId);
}

/** The ids of a person's comments from one id to another. One Query, 0.5 RRU for some 30. For upkeep. */
export async function commentIdsBetween(userId: string, from: string, to: string): Promise<CommentId[]> {
  const query = userCommentEntity().query.primary({ userId }).between({ commentId: from }, { commentId: to });
  const { data } = await query.go({ pages: 'all', consistent: true });
  return data.map(({ commentId }) => commentId as CommentId);
}

/** A new comment, and its row in its author's list. */
export const newCommentPart = (comment: StoredComment): Part =>
  part({ comments: commentEntity(), listed: userCommentEntity() }, ({ comments, listed }) => [
    comments.create(comment).commit(),
    listed.create({ userId: comment.authorId, commentId: comment.commentId }).commit(),
  ]);

/**
 * Moves the number of answers of a comment. One more is refused when the comment does not stand, belongs to another item, or is an answer
 * itself.
 */
export const answersPart = (parentId: CommentId, item: ItemRef, by: 1 | -1): Part =>
  part({ comments: commentEntity() }, ({ comments }) => {
    const moved = comments.patch({ commentId: parentId }).add({ replies: by });
    return [
      (by < 0
        ? moved
        : moved.where((attr, op) =>
            [
              op.eq(attr.itemId, item.id as string),
              op.eq(attr.parentId, TOP),
              op.notExists(attr.deletedAt),
              op.notExists(attr.hiddenAt),
            ].join(' AND '),
          )
      ).commit(),
    ];
  });

/** Another text. Refused when the comment does not stand. */
export const editedCommentPart = ({ commentId, text, mentions, editedAt }: StoredComment): Part =>
  part({ comments: commentEntity() }, ({ comments }) => [
    comments
      .patch({ commentId })
      .set({ text, mentions, editedAt })
      .where((attr, op) => `${op.notExists(attr.deletedAt)} AND ${op.notExists(attr.hiddenAt)}`)
      .commit(),
  ]);

/** Deletes a comment for its readers. Refused when it is deleted, or there is none. */
export const deletedCommentPart = (commentId: string, deletedAt: string): Part =>
  part({ comments: commentEntity() }, ({ comments }) => [
    comments
      .patch({ commentId })
      .set({ deletedAt })
      .remove(['text', 'mentions'])
      .where((attr, op) => op.notExists(attr.deletedAt))
      .commit(),
  ]);

/** Hides a comment from everybody but its author, or shows it again (`hiddenAt` null). Refused when there is none, or it is deleted. */
export const hiddenCommentPart = (commentId: string, hiddenAt: string | null): Part =>
  part({ comments: commentEntity() }, ({ comments }) => {
    const comment = comments.patch({ commentId });
    return [
      (hiddenAt === null ? comment.remove(['hiddenAt']) : comment.set({ hiddenAt }))
        .where((attr, op) => op.notExists(attr.deletedAt))
        .commit(),
    ];
  });

/** Notes that the item's counter contains a comment, or no longer does. Refused when the comment is not as it was read. */
export const countedCommentPart = (comment: StoredComment): Part =>
  part({ comments: commentEntity() }, ({ comments }) => {
    const { commentId, counted, deletedAt, hiddenAt } = comment;
    return [
      comments
        .patch({ commentId })
        .set({ counted: stands(comment) ? 1 : 0 })
        .where((attr, op) =>
          [
            op.eq(attr.counted, counted),
            deletedAt === undefined ? op.notExists(attr.deletedAt) : op.exists(attr.deletedAt),
            hiddenAt === undefined ? op.notExists(attr.hiddenAt) : op.exists(attr.hiddenAt),
          ].join(' AND '),
        )
        .commit(),
    ];
  });

/**
 * Erases a comment: its row goes, or, while it has answers, its text and its author. Refused when it is not as it was read.
 * @param comment as it was read
 */
export const erasedCommentPart = (comment: StoredComment): Part =>
  part({ comments: commentEntity(), listed: userCommentEntity() }, ({ comments, listed }) => {
    const { commentId, authorId, counted, replies, text: _, mentions: __, ...rest } = comment;
    const kept = { ...rest, commentId, replies, authorId: NOBODY, counted: 0, deletedAt: comment.deletedAt ?? comment.createdAt };
    const write = replies > 0 ? comments.put(kept) : comments.delete({ commentId });
    return [
      write.where((attr, op) => `${op.eq(attr.counted, counted)} AND ${op.eq(attr.replies, replies)}`).commit(),
      listed.delete({ userId: authorId, commentId }).commit(),
    ];
  });
