import { entity, type Item, primary } from '#data/entity';

/** A contact as one of its two people sees it: each has a row of their own, and both are written together. */
export const contactEntity = entity('contact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    otherId: { type: 'string', required: true, readOnly: true },
    /** `requested` by `userId`, `received` from the other one. */
    state: { type: ['requested', 'received', 'accepted'] as const, required: true },
    /** The instant at which this state began. */
    since: { type: 'string', required: true },
  },
  indexes: { primary: primary(['userId'], ['otherId']) },
});

export type StoredContact = Item<typeof contactEntity>;
