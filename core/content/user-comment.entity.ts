import { entity, primary } from '#data/entity';

/** Lists the comments of a person, for their export and their erasure. */
export const userCommentEntity = entity('usercomment', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    commentId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['commentId']) },
});
