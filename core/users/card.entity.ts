import { entity, type Item, primary } from '#data/entity';

/**
 * The part of a user that is shown beside everything they made. It is an item of its own, so that a page of many authors reads no date of
 * birth and no address, and it is written in the transaction that changes the user. The record is added to by core/stats; a card that has
 * nothing else is of an account that is gone, and is read as none.
 */
export const cardEntity = entity('card', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    handle: { type: 'string', required: true },
    displayName: { type: 'string', required: true },
    /** Absent: everybody sees what the user makes. */
    private: { type: 'boolean' },
    avatarId: { type: 'string' },
    /** The end of the ban that stands, `FOREVER` where it has none; absent without a ban. The reason stays with the user. */
    bannedUntil: { type: 'string' },
    /** The end of the exclusion or cool-off that the user chose: nothing tells them of picks until then. Shown to nobody. */
    excludedUntil: { type: 'string' },
    /** The user has asked to be erased: the card is read as none. */
    deleting: { type: 'boolean' },
    /** The sums of the record of all time at quoted prices; absent for zero. Amounts are millionths of a unit. */
    quotedDecided: { type: 'number' },
    quotedTurnover: { type: 'number' },
    quotedProfit: { type: 'number' },
  },
  indexes: { primary: primary(['userId']) },
});

export type StoredCard = Item<typeof cardEntity>;
