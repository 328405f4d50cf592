import type * as z from 'zod';
import type { Viewer } from '#actor';
import { mentionedIn } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { ListPostComments } from '#schemas/comments';
import type { CommentView } from '#schemas/item-views';
import { commentIdsOf, commentsByIds, TOP } from './comment.store.ts';
import { listedComment } from './comment.view.ts';
import type { ItemRef } from './item-ref.ts';
import { peopleOf, seeItem } from './see-item.ts';

/**
 * The comments on an item, or the answers to one of them. 2 trips to see the item, then 3 for each read: 1 RRU for the index of 20, and some
 * 1.5 for each comment with its author. A comment of the last moment may be missing.
 * @throws NOT_FOUND, INVALID_INPUT for a cursor of another query
 */
export async function listComments(
  viewer: Viewer,
  item: ItemRef,
  { parentId, order, ...page }: z.output<typeof ListPostComments.query>,
  now: Date,
): Promise<Page<CommentView>> {
  await seeItem(viewer, item, now);
  return fillPage(`comments ${item.id} ${parentId ?? TOP} ${order}`, page, {
    read: (after, count) => commentIdsOf(item.id, parentId ?? TOP, { after, order, count }),
    units: () => 2,
    positionOf: (commentId) => commentId,
    show: async (commentIds) => {
      const comments = await commentsByIds(commentIds, { consistent: viewer.kind === 'user' });
      const userIds = [...comments.values()].flatMap(({ authorId, mentions }) => [authorId, ...mentionedIn(mentions)]);
      const people = await peopleOf(viewer, userIds, now);
      return commentIds.map((commentId) => listedComment(viewer, comments.get(commentId), people));
    },
  });
}
