import { entity, type Item, primary } from '#data/entity';

/** The deletion of a person that they have asked for, until everything is erased. */
export const deletionEntity = entity('deletion', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    requestedAt: { type: 'string', required: true, readOnly: true },
    erasesAt: { type: 'string', required: true, readOnly: true },
    /** `erasing`: it has begun, and nothing cancels or holds it any more. */
    state: { type: ['waiting', 'erasing'] as const, required: true },
    /** The steps that are done. */
    done: { type: 'set', items: 'string' },
  },
  indexes: { primary: primary(['userId']) },
});
export type StoredDeletion = Item<typeof deletionEntity>;
