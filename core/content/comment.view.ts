import type { Viewer } from '#actor';
import type { Sights } from '#core/graph';
import { authorView, shownText, type UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { CommentView } from '#schemas/item-views';
import { type StoredComment, stands, TOP } from './comment.store.ts';
import { namedIn } from './item.view.ts';
import { isOwn } from './item.visibility.ts';
import { itemRef } from './item-ref.ts';

interface People {
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly sights: Sights;
}

/** True when a viewer reads the text of a comment: of one that a moderator has hidden, its author alone. */
const readsComment = (viewer: Viewer, comment: StoredComment): boolean =>
  stands(comment) || (comment.deletedAt === undefined && isOwn(viewer, comment.authorId));

/** A comment as its viewer sees it. One that they do not read looks like a deleted one: it shows only that it was there. */
export function commentView(viewer: Viewer, comment: StoredComment, people: People): CommentView {
  const { commentId, itemType, itemId, parentId, authorId, replies, createdAt, editedAt } = comment;
  const isShown = readsComment(viewer, comment);
  return {
    id: commentId,
    item: itemRef(itemType, itemId),
    parentId: parentId === TOP ? null : (parentId as CommentView['parentId']),
    author: isShown ? authorView(authorId, people.cards.get(authorId)) : null,
    ...(isShown ? shownText(comment, namedIn(people)) : { text: null, mentions: [] }),
    deleted: !isShown,
    hidden: isShown && !stands(comment),
    replies,
    createdAt,
    editedAt: isShown ? (editedAt ?? null) : null,
  };
}

/**
 * A comment in a list: null for one by somebody whom the viewer does not see or has muted, and for one that they do not read and that has no
 * answers.
 */
export function listedComment(viewer: Viewer, comment: StoredComment | undefined, people: People): CommentView | null {
  if (!comment) return null;
  if (!readsComment(viewer, comment)) return comment.replies > 0 ? commentView(viewer, comment, people) : null;
  return people.sights.lists(comment.authorId) ? commentView(viewer, comment, people) : null;
}
