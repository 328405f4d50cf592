import { entity, FACT_NUMBER, type Item, primary } from '#data/entity';
import { writtenAttributes } from './written.ts';

/** The whole text of a post from one instant on. Each edit appends one. */
export const postRevisionEntity = entity('postrevision', {
  attributes: {
    postId: { type: 'string', required: true, readOnly: true },
    revision: FACT_NUMBER,
    at: { type: 'string', required: true, readOnly: true },
    ...writtenAttributes,
  },
  indexes: { primary: primary(['postId'], ['revision']) },
});

export type StoredPostRevision = Item<typeof postRevisionEntity>;
