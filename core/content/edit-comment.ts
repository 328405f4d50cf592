import type * as z from 'zod';
import type { User } from '#actor';
import { followersAmong } from '#core/graph';
import { isYoung } from '#core/limits';
import { mentionedIn } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { EditComment } from '#schemas/comments';
import type { CommentId } from '#schemas/common';
import type { CommentView } from '#schemas/item-views';
import {
  answersPart,
  commentById,
  deletedCommentPart,
  editedCommentPart,
  type StoredComment,
  stands,
  TOP,
} from './comment.store.ts';
import { commentView } from './comment.view.ts';
import { noSuchComment } from './comment-on.ts';
import { itemRef } from './item-ref.ts';
import { hiddenText, noSuchItem, seeItem } from './see-item.ts';
import { assertWritable, mentionedPairs, pairParts } from './write-rules.ts';

/**
 * Changes the text of the actor's own comment, on an item that they still see.
 * @throws NOT_FOUND, FORBIDDEN for a comment of somebody else's and for one that a moderator has hidden, INVALID_INPUT
 */
export async function editComment(
  actor: User,
  commentId: CommentId,
  body: z.output<typeof EditComment.body>,
  now: Date,
): Promise<CommentView> {
  const comment = await commentById(commentId);
  if (!comment || (!stands(comment) && !isHiddenOwn(actor, comment))) throw noSuchComment();
  const item = itemOf(comment);
  const mentioned = mentionedIn(body.mentions);
  const [seen, followers] = await Promise.all([
    seeItem(actor, item, now, [comment.authorId, ...mentioned]).catch(hidingTheItem),
    isYoung(actor.userId, now) ? followersAmong(actor.userId, mentioned) : new Set<never>(),
  ]);
  if (comment.authorId !== actor.userId) throw seen.sights.of(comment.authorId) === 'all' ? notYours() : noSuchComment();
  if (!stands(comment)) throw hiddenText('comment');
  assertWritable(actor.userId, body, { ...seen, followers }, now);
  const edited: StoredComment = { ...comment, text: body.text, mentions: body.mentions, editedAt: now.toISOString() };
  const pairs = pairParts(actor.userId, [
    { userId: comment.ownerId, refusal: () => noSuchItem(item) },
    ...mentionedPairs(body.mentions),
  ]);
  const refused = await transact({ ...pairs.parts, comment: editedCommentPart(edited) });
  for (const name of refused) throw pairs.refusals[name]?.() ?? noSuchComment();
  return commentView(actor, edited, seen);
}

/**
 * Deletes a comment: the actor's own, or one on their item. It stays without its text while it has answers. A second call changes nothing.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function deleteComment(actor: User, commentId: CommentId, now: Date): Promise<void> {
  const comment = await commentById(commentId);
  if (!comment) throw noSuchComment();
  const { authorId, ownerId, parentId, deletedAt } = comment;
  if (authorId !== actor.userId && ownerId !== actor.userId) throw await strangersRefusal(actor, comment, now);
  if (deletedAt !== undefined) return;
  // Refused when it was deleted at the same time.
  await transact({
    comment: deletedCommentPart(commentId, now.toISOString()),
    parent: parentId === TOP ? null : answersPart(parentId as CommentId, itemOf(comment), -1),
  });
}

/** FORBIDDEN for somebody who sees the comment, else NOT_FOUND. */
async function strangersRefusal(actor: User, comment: StoredComment, now: Date): Promise<DomainError> {
  if (!stands(comment)) return noSuchComment();
  const { sights } = await seeItem(actor, itemOf(comment), now, [comment.authorId]).catch(hidingTheItem);
  return sights.of(comment.authorId) === 'all' ? notYours() : noSuchComment();
}

const isHiddenOwn = (actor: User, { authorId, deletedAt }: StoredComment): boolean =>
  authorId === actor.userId && deletedAt === undefined;
const itemOf = ({ itemType, itemId }: StoredComment) => itemRef(itemType, itemId);
const notYours = () => new DomainError('FORBIDDEN', 'This is the comment of somebody else.');
/** A comment on an item that cannot be seen is answered like one that is missing. */
const hidingTheItem = (error: unknown): never => {
  throw error instanceof DomainError && error.code === 'NOT_FOUND' ? noSuchComment() : error;
};
