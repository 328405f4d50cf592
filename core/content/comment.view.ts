import type { Sights } from '#core/graph';
import type { UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { CommentView } from '#schemas/item-views';
import { type StoredComment, stands, TOP } from './comment.store.ts';
import { authorView, namedIn } from './item.view.ts';
import { itemRef } from './item-ref.ts';
import { shownText } from './mention-rules.ts';

interface People {
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly sights: Sights;
}

/** A comment as it is shown. Of one that does not stand, only that it was there. */
export function commentView(comment: StoredComment, people: People): CommentView {
  const { commentId, itemType, itemId, parentId, authorId, replies, createdAt, editedAt } = comment;
  const isShown = stands(comment);
  return {
    id: commentId,
    item: itemRef(itemType, itemId),
    parentId: parentId === TOP ? null : (parentId as CommentView['parentId']),
    author: isShown ? authorView(authorId, people.cards.get(authorId)) : null,
    ...(isShown ? shownText(comment, namedIn(people)) : { text: null, mentions: [] }),
    deleted: !isShown,
    replies,
    createdAt,
    editedAt: isShown ? (editedAt ?? null) : null,
  };
}

/**
 * A comment in a list: null for one by somebody whom the viewer does not see or has muted, and for one that does not stand and has no
 * answers.
 */
export function listedComment(comment: StoredComment | undefined, people: People): CommentView | null {
  if (!comment) return null;
  if (!stands(comment)) return comment.replies > 0 ? commentView(comment, people) : null;
  return people.sights.lists(comment.authorId) ? commentView(comment, people) : null;
}
