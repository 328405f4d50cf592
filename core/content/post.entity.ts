import { counterAttributes } from '#core/picks';
import { entity, gsi2, type Item, primary } from '#data/entity';
import { PostKind, PostVisibility, WhoMayComment } from '#schemas/item-views';
import { writtenAttributes } from './written.ts';

/**
 * A post with a copy of its newest text; of a text over 1 KB with its beginning. The whole of every text stands in the row of its revision.
 * A deleted post keeps its row, without text and picks.
 */
export const postEntity = entity('post', {
  attributes: {
    postId: { type: 'string', required: true, readOnly: true },
    authorId: { type: 'string', required: true, readOnly: true },
    kind: { type: PostKind.options, required: true, readOnly: true },
    ...writtenAttributes,
    /** True where `text` is the beginning of a long one. */
    textCut: { type: 'boolean' },
    visibility: { type: PostVisibility.options, required: true, readOnly: true },
    whoMayComment: { type: WhoMayComment.options, required: true, readOnly: true },
    /** The picks that it shows, with all that a page loads beside them: none of that ever changes. */
    quotes: {
      type: 'list',
      items: {
        type: 'map',
        properties: {
          pickId: { type: 'string', required: true },
          authorId: { type: 'string', required: true },
          eventIds: { type: 'list', items: { type: 'string' }, required: true },
          sports: { type: 'list', items: { type: 'string' }, required: true },
        },
      },
    },
    revision: { type: 'number', required: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    editedAt: { type: 'string' },
    deletedAt: { type: 'string' },
    /** The instant at which a moderator hid it; absent while it is shown. */
    hiddenAt: { type: 'string' },
    ...counterAttributes,
  },
  indexes: { primary: primary(['postId']), byPoster: gsi2(['authorId'], ['postId']) },
});

export type PostRow = Item<typeof postEntity>;
