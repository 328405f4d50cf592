import type { Viewer } from '#actor';
import type { UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { ItemView } from '#schemas/item-views';
import { hydrateItems, type KnownRows, type ListedItem } from './item.hydrate.ts';
import { itemView } from './item.view.ts';

/** A page of items as a viewer sees it. */
export interface VisibleItems {
  /** In the order of the page; null for an item that is gone, that the viewer may not see, or whose author they have muted. */
  readonly views: readonly (ItemView | null)[];
  /** The authors of the page whom the viewer follows, among those of whom it was read. */
  readonly followed: ReadonlySet<UserId>;
  /** The cards of the people of the page. */
  readonly cards: ReadonlyMap<UserId, UserCard>;
}

/**
 * The items of a page of several people's things: hydrated, held against the rules of visibility, and viewed, long texts by their
 * beginning. Two trips at most, one where every item has a hint that holds: 0.5 RRU for each distinct item, pick of a post, event, card and
 * follow, and 2 for the viewer's hidden people and own marks.
 * @param known what the caller reads anyway, such as the viewer's hidden people, and whose follows it needs
 */
export async function visibleItems(
  viewer: Viewer,
  listed: readonly ListedItem[],
  now: Date,
  known: KnownRows = {},
): Promise<VisibleItems> {
  const page = await hydrateItems(viewer, listed, now, known);
  const views = listed.map((item) => {
    const view = itemView(viewer, item, page, now);
    return view && page.sights.lists(authorOf(view)) ? view : null;
  });
  return { views, followed: page.followed, cards: page.cards };
}

/** The author of an item. */
export const authorOf = (view: ItemView): UserId => (view.type === 'post' ? view.post.author.id : view.pick.author.id);
