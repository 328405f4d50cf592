import type * as z from 'zod';
import type { User } from '#actor';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { ItemView } from '#schemas/item-views';
import type { ListBookmarks } from '#schemas/reactions';
import { itemRef } from './item-ref.ts';
import { bookmarksOf } from './own-marks.store.ts';
import { visibleItems } from './visible-items.ts';

/** The most read units for one item of the list: a slip of twelve picks on as many events. */
const UNITS = 15;

/**
 * The actor's bookmarks, newest items first. 1 trip for the list, then 2 for each page. Items that may not be seen any more are left out.
 * @throws INVALID_INPUT for a cursor of another query
 */
export const listBookmarks = (actor: User, query: z.output<typeof ListBookmarks.query>, now: Date): Promise<Page<ItemView>> =>
  fillPage(`bookmarks ${actor.userId}`, query, {
    read: (before, count) => bookmarksOf(actor.userId, before, count),
    units: () => UNITS,
    positionOf: ({ itemId }) => itemId,
    show: async (rows) =>
      (
        await visibleItems(
          actor,
          rows.map(({ itemType, itemId }) => itemRef(itemType, itemId)),
          now,
        )
      ).views,
  });
