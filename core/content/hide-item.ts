import type { User } from '#actor';
import type { Part } from '#data/transaction';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { commentById, hiddenCommentPart, type StoredComment, stands } from './comment.store.ts';
import { seesPost } from './item.visibility.ts';
import { type ItemRef, itemRef } from './item-ref.ts';
import { hiddenPostPart, postById, type StoredPost } from './post.store.ts';
import { peopleOf, seeItem } from './see-item.ts';
import { wholeOf } from './show-post.ts';

/** A text that a moderator may hide. */
export interface HideableText {
  readonly type: 'post' | 'comment';
  readonly id: string;
}

/** The same as moderators get it. */
export interface ReportedText {
  readonly authorId: UserId;
  /** The whole of it; null for a post of picks alone. */
  readonly text: string | null;
  /** Null for a comment. */
  readonly revision: number | null;
  readonly hiddenAt: string | null;
  /** The item that a comment is on; null for a post. */
  readonly item: ItemRef | null;
}

/** A text, whoever may see it; null when it is missing or deleted. Consistent: 1 RRU, 2 for a long post. */
export async function textForModerators({ type, id }: HideableText): Promise<ReportedText | null> {
  const row = await (type === 'post' ? postById(id) : commentById(id));
  if (!row || row.deletedAt !== undefined) return null;
  return 'postId' in row ? reportedPost(row) : reportedComment(row);
}

/** The same for somebody who reports it; null when they do not see it, as for one that a moderator has hidden. Two trips, a comment three. */
export async function textForReporter(viewer: User, { type, id }: HideableText, now: Date): Promise<ReportedText | null> {
  return type === 'post' ? postForReporter(viewer, id, now) : commentForReporter(viewer, id, now);
}

async function postForReporter(viewer: User, postId: string, now: Date): Promise<ReportedText | null> {
  const post = await postById(postId);
  return post && seesPost(viewer, post, await peopleOf(viewer, [post.authorId], now)) ? reportedPost(post) : null;
}

async function commentForReporter(viewer: User, commentId: string, now: Date): Promise<ReportedText | null> {
  const comment = await commentById(commentId);
  if (!comment || !stands(comment)) return null;
  const { authorId, itemType, itemId } = comment;
  const seen = await seeItem(viewer, itemRef(itemType, itemId), now, [authorId]).catch(unseen);
  return seen?.sights.of(authorId) === 'all' ? reportedComment(comment) : null;
}
const unseen = (error: unknown): null => {
  if (error instanceof DomainError && error.code === 'NOT_FOUND') return null;
  throw error;
};

async function reportedPost(post: StoredPost): Promise<ReportedText> {
  const { authorId, text, revision, hiddenAt } = post;
  const whole = await wholeOf(post, true);
  return { authorId, text: whole?.text ?? text ?? null, revision, hiddenAt: hiddenAt ?? null, item: null };
}
const reportedComment = ({ authorId, text, hiddenAt, itemType, itemId }: StoredComment): ReportedText => ({
  authorId,
  text: text ?? null,
  revision: null,
  hiddenAt: hiddenAt ?? null,
  item: itemRef(itemType, itemId),
});

/**
 * Hides a post or a comment from everybody but its author, or shows it again: a part of the transaction that records the decision. Refused when
 * there is no such text, or its author has deleted it. 2 WRU.
 * @param hiddenAt null shows it again
 */
export const hideTextPart = ({ type, id }: HideableText, hiddenAt: string | null): Part =>
  type === 'post' ? hiddenPostPart(id, hiddenAt) : hiddenCommentPart(id, hiddenAt);
