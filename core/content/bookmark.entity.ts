import { entity, type Item, primary } from '#data/entity';
import { ItemType } from '#schemas/item-views';

/** Lists the bookmarks of a person. */
export const bookmarkEntity = entity('bookmark', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    itemId: { type: 'string', required: true, readOnly: true },
    itemType: { type: ItemType.options, required: true },
  },
  indexes: { primary: primary(['userId'], ['itemId']) },
});

export type BookmarkRow = Item<typeof bookmarkEntity>;
