import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A wish of a reader about an item: to see less of its author, or to see the item no more. In no index. */
export const feedbackEntity = entity('feedback', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    authorId: { type: 'string', required: true },
    less: { type: 'boolean' },
    hidden: { type: 'boolean' },
    at: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId'], ['itemId']) },
});
