import type * as z from 'zod';
import type { User } from '#actor';
import { itemRef, visibleItems } from '#core/content';
import { DomainError } from '#errors';
import type { GiveFeedback } from '#schemas/home';
import { keepWish } from './feedback.store.ts';

/**
 * Keeps a reader's wish about an item: 1 WRU. A repeat changes nothing, and a wish for less stands beside one to hide the item. The caller
 * names no type, so that both kinds of item are looked for: 1 RRU, and the people of the one that there is.
 * @throws NOT_FOUND for an item that the reader may not see
 */
export async function giveFeedback(
  reader: User,
  { itemId, feedback }: z.output<typeof GiveFeedback.body>,
  now: Date,
): Promise<void> {
  const { views } = await visibleItems(reader, [itemRef('post', itemId), itemRef('pick', itemId)], now);
  const item = views.find((view) => view !== null);
  if (!item) throw new DomainError('NOT_FOUND', 'No such item.');
  const author = item.type === 'post' ? item.post.author : item.pick.author;
  await keepWish({ userId: reader.userId, itemId, authorId: author.id, wish: feedback }, now);
}
