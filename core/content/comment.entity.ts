import { entity, gsi2, type Item, primary } from '#data/entity';
import { ItemType } from '#schemas/item-views';
import { writtenAttributes } from './written.ts';

/**
 * A comment on an item, or the answer to one. One that is deleted keeps its row, without its text. The index lists the comments on an item
 * and the answers to a comment.
 */
export const commentEntity = entity('comment', {
  attributes: {
    commentId: { type: 'string', required: true, readOnly: true },
    itemType: { type: ItemType.options, required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    /** The author of the item. */
    ownerId: { type: 'string', required: true, readOnly: true },
    /** The comment that this one answers; TOP for a comment on the item itself. */
    parentId: { type: 'string', required: true, readOnly: true },
    /** The author of the comment that this one answers; absent for a comment on the item itself. */
    parentAuthorId: { type: 'string', readOnly: true },
    authorId: { type: 'string', required: true },
    ...writtenAttributes,
    /** Answers that are not deleted. */
    replies: { type: 'number', required: true },
    /** 1 while the item's counter contains it. */
    counted: { type: 'number', required: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    editedAt: { type: 'string' },
    deletedAt: { type: 'string' },
    /** The instant at which a moderator hid it; absent while it is shown. */
    hiddenAt: { type: 'string' },
  },
  indexes: { primary: primary(['commentId']), byThread: gsi2(['itemId', 'parentId'], ['commentId']) },
});

export type CommentRow = Item<typeof commentEntity>;
