import { entity, type Item, primary } from '#data/entity';

/**
 * The blocks between two people, each with the instant at which it began. `lowId` is the smaller id. Every write that brings two people
 * together checks this one item in its transaction, also while there is none.
 */
export const pairEntity = entity('pair', {
  attributes: {
    lowId: { type: 'string', required: true, readOnly: true },
    highId: { type: 'string', required: true, readOnly: true },
    /** The block by the person with the smaller id. */
    lowBlockedAt: { type: 'string' },
    highBlockedAt: { type: 'string' },
  },
  indexes: { primary: primary(['lowId'], ['highId']) },
});

export type StoredPair = Item<typeof pairEntity>;
