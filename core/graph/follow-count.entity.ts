import { entity, primary } from '#data/entity';

/** The numbers of a person's followers and of those whom they follow, which follow from the rows that are counted. */
export const followCountEntity = entity('followcount', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    followers: { type: 'number' },
    following: { type: 'number' },
  },
  indexes: { primary: primary(['userId']) },
});
