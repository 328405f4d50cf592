import { entity, type Item, primary } from '#data/entity';
import { ItemType } from '#schemas/item-views';

/** Everything that a person has done with an item, so that one Query reads it for a page. It never comes out of the stream. */
export const ownMarksEntity = entity('ownmarks', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    itemType: { type: ItemType.options, required: true },
    /** The author of the item. */
    ownerId: { type: 'string', required: true },
    reactions: { type: 'set', items: 'string' },
    bookmarkedAt: { type: 'string' },
    mutedAt: { type: 'string' },
  },
  indexes: { primary: primary(['userId'], ['itemId']) },
});

export type OwnMarksRow = Item<typeof ownMarksEntity>;
