import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { streamRows } from '#data/row-stream';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import type { FeedWish } from '#schemas/home';
import { feedbackEntity } from './feedback.entity.ts';
import type { Taste } from './rank-rules.ts';

/** Seconds for which a wish counts: 90 days. */
const LIFE = 90 * 86_400;
/** Wishes that a feed reads. */
const MOST_READ = 200;

/** Keeps a wish beside others about the same item. 1 WRU. A repeat changes only its time. */
export const keepWish = async (
  {
    userId,
    itemId,
    authorId,
    wish,
  }: { readonly userId: UserId; readonly itemId: string; readonly authorId: UserId; readonly wish: FeedWish },
  now: Date,
): Promise<void> =>
  void (await feedbackEntity()
    .upsert({ userId, itemId })
    .set({
      authorId,
      at: now.toISOString(),
      expiresAt: epoch(now) + LIFE,
      ...(wish === 'hide' ? { hidden: true } : { less: true }),
    })
    .go());

/** A reader's wishes about the 200 newest items. Consistent, so that a wish counts at once; one Query, 1 RRU for some 25. */
export async function wishesOf(userId: UserId, now: Date): Promise<Pick<Taste, 'less' | 'hidden'>> {
  const { data } = await feedbackEntity().query.primary({ userId }).go({ order: 'desc', limit: MOST_READ, consistent: true });
  const standing = data.filter(({ expiresAt }) => expiresAt > epoch(now));
  const less = Map.groupBy(
    standing.filter((wish) => wish.less),
    ({ authorId }) => authorId,
  );
  return {
    less: new Map([...less].map(([authorId, wishes]) => [authorId, wishes.length])),
    hidden: new Set(standing.flatMap(({ itemId, hidden }) => (hidden ? [itemId] : []))),
  };
}

/** Every wish of a user. */
export const allWishes = async (userId: UserId): Promise<Item<typeof feedbackEntity>[]> =>
  (await feedbackEntity().query.primary({ userId }).go({ pages: 'all', consistent: true })).data;

/** Every wish of a user, as a stream. For exports. */
export const streamWishes = (userId: UserId): AsyncGenerator<Item<typeof feedbackEntity>> =>
  streamRows((page) => feedbackEntity().query.primary({ userId }).go(page));

/** Forgets every wish of a user. */
export async function deleteWishes(userId: UserId): Promise<void> {
  const keys = (await allWishes(userId)).map(({ itemId }) => ({ userId: userId as string, itemId }));
  await batchAll(keys, async (some) => ({ unprocessed: (await feedbackEntity().delete(some).go()).unprocessed }));
}
