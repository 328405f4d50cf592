import { entity, type Item, primary } from '#data/entity';
import { ItemType } from '#schemas/item-views';

/**
 * A person's reactions to an item, in one of 4 partitions of it: two units a second for each reaction of a popular item are more than one
 * takes. A reaction that `on` has and `counted` has not is still to be added to the item's counters, and the other way round.
 */
export const reactionEntity = entity('reaction', {
  attributes: {
    itemId: { type: 'string', required: true, readOnly: true },
    shard: { type: 'number', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    itemType: { type: ItemType.options, required: true },
    /** The author of the item. */
    ownerId: { type: 'string', required: true },
    /** The names of the reactions that stand. Absent for none, as DynamoDB keeps no empty set. */
    on: { type: 'set', items: 'string' },
    /** The names that the item's counters contain. */
    counted: { type: 'set', items: 'string' },
    /** True once the person's first reaction has been counted, also after they have taken it back. */
    everCounted: { type: 'boolean' },
    /** The instant of the person's first reaction to the item. */
    since: { type: 'string', required: true },
  },
  indexes: { primary: primary(['itemId', 'shard'], ['userId']) },
});

export type ReactionRow = Item<typeof reactionEntity>;
