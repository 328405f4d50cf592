import type { User } from '#actor';
import { itemRef, type KnownRows, visibleItems } from '#core/content';
import type { UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { ItemView } from '#schemas/item-views';
import type { FeedRef } from './feed-ref.ts';

/** Items as one reader sees them. */
export interface LoadedItems {
  /** By id; without those that the reader does not see, of people whom they muted, or of threads that they muted. */
  readonly items: ReadonlyMap<string, ItemView>;
  /** The authors whom the reader follows now, among those of whom it was read. */
  readonly followed: ReadonlySet<UserId>;
  readonly cards: ReadonlyMap<UserId, UserCard>;
}

/**
 * Loads the items of these references as they are now: one trip where each has a hint that holds, else two. 0.5 RRU for each distinct item,
 * event, card and follow.
 * @param known rows of the reader that the caller has, and the people whose follows decide something
 */
export async function loadItems(reader: User, refs: readonly FeedRef[], now: Date, known: KnownRows = {}): Promise<LoadedItems> {
  const listed = refs.map(({ type, id, hint }) => ({ ...itemRef(type, id), ...(hint && { hint }) }));
  const { views, followed, cards } = await visibleItems(reader, listed, now, known);
  const items = new Map(
    views.flatMap((view, i): [string, ItemView][] => (view && !view.own.muted ? [[refs[i]?.id ?? '', view]] : [])),
  );
  return { items, followed, cards };
}
