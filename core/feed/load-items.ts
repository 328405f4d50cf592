import type { User } from '#actor';
import { itemRef, visibleItems } from '#core/content';
import type { HiddenPeople } from '#core/graph';
import type { UserId } from '#schemas/common';
import type { ItemView } from '#schemas/item-views';
import type { FeedRef } from './feed-ref.ts';

/** Items as one reader sees them. */
export interface LoadedItems {
  /** By id; without those that the reader does not see, of people whom they muted, or of threads that they muted. */
  readonly items: ReadonlyMap<string, ItemView>;
  /** The authors whom the reader follows now. */
  readonly followed: ReadonlySet<UserId>;
}

/**
 * Loads the items of these references as they are now: one trip where each has a hint that holds, else two. 0.5 RRU for each distinct item,
 * event, card and follow.
 * @param hidden the reader's hidden people, where they are known
 */
export async function loadItems(reader: User, refs: readonly FeedRef[], now: Date, hidden?: HiddenPeople): Promise<LoadedItems> {
  const listed = refs.map(({ type, id, hint }) => ({ ...itemRef(type, id), ...(hint && { hint }) }));
  const { views, followed } = await visibleItems(reader, listed, now, hidden ? { hidden } : {});
  const items = new Map(
    views.flatMap((view, i): [string, ItemView][] => (view && !view.own.muted ? [[refs[i]?.id ?? '', view]] : [])),
  );
  return { items, followed };
}
