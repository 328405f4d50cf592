import type * as z from 'zod';
import type { Viewer } from '#actor';
import { authorView } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { ReactionView } from '#schemas/item-views';
import type { ListPostReactions } from '#schemas/reactions';
import type { ItemRef } from './item-ref.ts';
import { reactionsTo } from './reaction.store.ts';
import { peopleOf, seeItem } from './see-item.ts';

/** Rows that one read of a list by name takes from each of the item's 4 partitions. */
const PER_FILTERED_READ = 100;

/**
 * The people who have reacted to an item, in the order of their ids. 2 trips to see the item, then 2 for each read: some 2 RRU for the rows
 * and 1 for each person.
 * @throws NOT_FOUND, INVALID_INPUT for a cursor of another query
 */
export async function listReactions(
  viewer: Viewer,
  item: ItemRef,
  { name, ...page }: z.output<typeof ListPostReactions.query>,
  now: Date,
): Promise<Page<ReactionView>> {
  await seeItem(viewer, item, now);
  return fillPage(`reactions ${item.id} ${name ?? ''}`, page, {
    read: (after, count) => reactionsTo(item.id, after, count),
    ...(name !== undefined && { perRead: Math.max(PER_FILTERED_READ, page.limit + 1) }),
    admits: ({ on }) => (name === undefined ? on.length > 0 : on.includes(name)),
    positionOf: ({ userId }) => userId,
    show: async (reactions) => {
      const { cards, sights } = await peopleOf(
        viewer,
        reactions.map(({ userId }) => userId),
        now,
      );
      return reactions.map(({ userId, on }) =>
        sights.lists(userId) ? { user: authorView(userId, cards.get(userId)), names: [...on] } : null,
      );
    },
  });
}
