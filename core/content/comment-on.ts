import type * as z from 'zod';
import type { User } from '#actor';
import { followersAmong } from '#core/graph';
import { isYoung } from '#core/limits';
import { commitOnce } from '#core/requests';
import { mentionedIn } from '#core/users';
import { DomainError, invalid } from '#errors';
import { newId } from '#platform/ids';
import { CommentOnPick, CommentOnPost } from '#schemas/comments';
import type { CommentId, UserId } from '#schemas/common';
import type { CommentView } from '#schemas/item-views';
import { answersPart, commentById, newCommentPart, type StoredComment, stands, TOP } from './comment.store.ts';
import { commentView } from './comment.view.ts';
import { mayComment } from './item.visibility.ts';
import type { ItemRef } from './item-ref.ts';
import { noSuchItem, peopleOf, type SeenItem, seeItem } from './see-item.ts';
import { assertWritable, mentionedPairs, pairParts } from './write-rules.ts';

type Body = z.output<typeof CommentOnPost.body>;

/**
 * Comments on an item, or answers a comment on it, once under a key. The pairs of the author with the owner of the item, the author of the
 * parent, and each mentioned person are conditions of the transaction. 4 WRU, 2 for each pair, 2 for an answer; the item's counter follows.
 * @throws NOT_FOUND for the item or the parent; FORBIDDEN where the item takes no comment of the actor's; INVALID_INPUT;
 * IDEMPOTENCY_KEY_REUSED; UNAVAILABLE
 */
export function commentOn(
  actor: User,
  item: ItemRef,
  { body, key }: { readonly body: Body; readonly key: string | undefined },
  now: Date,
): Promise<CommentView> {
  const request = { actor, key, input: { item, body }, now };
  const steps = stepsOf(actor, item, body, now);
  return item.type === 'post'
    ? commitOnce({ contract: CommentOnPost, ...request }, steps)
    : commitOnce({ contract: CommentOnPick, ...request }, steps);
}

const stepsOf = (
  actor: User,
  item: ItemRef,
  body: Body,
  now: Date,
): Parameters<typeof commitOnce<Around, string, readonly [CommentId], CommentView>>[1] => ({
  load: () => loadAround(actor, item, body, now),
  decide({ seen, parent, followers }) {
    assertTakesComment(actor, seen);
    const to = body.parentId === undefined ? null : assertParent(parent, item, seen);
    assertWritable(actor.userId, body, { ...seen, followers }, now);
    const comment = newComment(actor, item, seen, { body, parentAuthorId: to?.authorId }, now);
    const pairs = pairParts(actor.userId, [
      { userId: seen.ownerId, refusal: () => noSuchItem(item) },
      ...(to ? [{ userId: to.authorId, refusal: noSuchComment }] : []),
      ...mentionedPairs(body.mentions),
    ]);
    return {
      parts: {
        ...pairs.parts,
        comment: newCommentPart(comment),
        parent: to && answersPart(to.commentId, item, 1),
      },
      refusals: { ...pairs.refusals, parent: noSuchComment },
      resourceIds: [comment.commentId],
      committed: () => commentView(actor, comment, seen),
    };
  },
  async replay({ resourceIds: [commentId] }) {
    const comment = await commentById(commentId);
    if (!comment) throw noSuchComment();
    return commentView(actor, comment, await peopleOf(actor, [comment.authorId, ...mentionedIn(comment.mentions)], now));
  },
});

type Around = Awaited<ReturnType<typeof loadAround>>;

async function loadAround(actor: User, item: ItemRef, { parentId, mentions }: Body, now: Date) {
  const mentioned = mentionedIn(mentions);
  const parent = parentId === undefined ? null : await commentById(parentId);
  const [seen, followers] = await Promise.all([
    seeItem(actor, item, now, [actor.userId, ...(parent ? [parent.authorId] : []), ...mentioned]),
    isYoung(actor.userId, now) ? followersAmong(actor.userId, mentioned) : new Set<never>(),
  ]);
  return { seen, parent, followers };
}

function assertTakesComment(actor: User, { ownerId, whoMayComment, followed }: SeenItem): void {
  if (!mayComment(actor, ownerId, whoMayComment, followed))
    throw new DomainError('FORBIDDEN', 'The author does not take comments of yours here.');
}

/** @throws NOT_FOUND for a parent that does not stand, belongs to another item, or is by somebody whom the actor does not see */
function assertParent(parent: StoredComment | null, item: ItemRef, { sights }: SeenItem): StoredComment {
  if (!parent || parent.itemId !== item.id || !stands(parent) || sights.of(parent.authorId) !== 'all') throw noSuchComment();
  if (parent.parentId !== TOP) throw invalid('parentId', 'An answer has no answers of its own.');
  return parent;
}

const newComment = (
  actor: User,
  item: ItemRef,
  { ownerId }: SeenItem,
  { body, parentAuthorId }: { readonly body: Body; readonly parentAuthorId: UserId | undefined },
  now: Date,
): StoredComment => ({
  commentId: newId<CommentId>(now),
  itemType: item.type,
  itemId: item.id,
  ownerId,
  parentId: body.parentId ?? TOP,
  parentAuthorId,
  authorId: actor.userId,
  text: body.text,
  mentions: body.mentions,
  replies: 0,
  counted: 0,
  createdAt: now.toISOString(),
});

export const noSuchComment = (): DomainError => new DomainError('NOT_FOUND', 'No such comment.');
