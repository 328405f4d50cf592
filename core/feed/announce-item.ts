import { addRecent } from './author-feed.store.ts';
import { sendToFanOut } from './feed-messages.ts';
import type { FeedRef } from './feed-ref.ts';
import { writeTimeline } from './feed-row.store.ts';

/**
 * Puts a new item on its way into feeds: 1 WRU for the timeline, 1 RRU and some 4 WRU for the author's recent items, a message for the
 * fan-out. The recent items come first: a reader to whom the fan-out does not write finds the item there. A repeat writes the same.
 */
export async function announceItem(ref: FeedRef, now: Date): Promise<void> {
  await writeTimeline(ref);
  await addRecent(ref.authorId, [ref], now);
  await sendToFanOut([{ task: 'item', ref, after: null }]);
}
