/**
 * The consumer of `feed-fanout`. A message that comes again writes the same rows. Messages that overtake each other do no harm: an item is
 * written where it belongs whatever else was written, and a follow is looked up when its message is read.
 */
import { followCountsOf, followersOf } from '#core/graph';
import type { UserId } from '#schemas/common';
import { authorFeedBy, writtenReadersOf } from './author-feed.store.ts';
import { bringRows } from './bring-rows.ts';
import { ONLINE } from './feed-limits.ts';
import { type FanOutMessage, sendToFanOut, sendToMarking } from './feed-messages.ts';
import type { FeedRef } from './feed-ref.ts';
import { writeRows } from './feed-row.store.ts';
import { type Audience, audienceOf, mustMark } from './feed-rules.ts';
import { followFeed } from './follow-feed.ts';
import { activeAmong } from './reader.store.ts';

/** Tells readers of a new item: `tellOfNewItem` of core/notifications, which the door passes, since that domain stands above this one. */
type Tell = (readerIds: readonly UserId[], newest: string) => Promise<void>;

/** Followers of one message: all of an author who is not big, so that one message does, and those of a big one a page at a time. */
const PER_MESSAGE = 1_000;

/** @throws to have the message delivered again */
export async function fanOut(message: FanOutMessage, tell: Tell, now: Date): Promise<void> {
  if (message.task === 'follow') return followFeed(message.readerId, message.authorId, now);
  if (message.task === 'return') return bringRows(message.readerId, message.returnedAt, now);
  return fanOutItem(message.ref, message.after, tell, now);
}

/**
 * Writes an item to the active followers of its author: 1 WRU a follower, 0.5 RRU for each 7 of them, 25 rows to a call; and 0.5 RRU for each
 * follower of whom this process does not know that they read their feed in the last day. An author with 1,000 followers is marked as big
 * meanwhile, and written to all of them until that has ended.
 */
async function fanOutItem(ref: FeedRef, after: UserId | null, tell: Tell, now: Date): Promise<void> {
  const [feed, { followers }] = await Promise.all([authorFeedBy(ref.authorId), followCountsOf(ref.authorId)]);
  const page = await readersOf(ref.authorId, audienceOf(followers, feed.everBig), after);
  const active = await activeAmong(page.readerIds, now);
  await writeRows(active.map(({ readerId }) => ({ readerId, ref })));
  if (page.after !== null) await sendToFanOut([{ task: 'item', ref, after: page.after }]);
  if (after === null && mustMark(feed, followers, now))
    await sendToMarking({ authorId: ref.authorId, itemId: ref.id, pass: 1, after: null });
  const since = new Date(now.getTime() - ONLINE).toISOString();
  await tell(
    active.filter(({ readAt }) => readAt > since).map(({ readerId }) => readerId),
    ref.id,
  );
}

async function readersOf(
  authorId: UserId,
  audience: Audience,
  after: UserId | null,
): Promise<{ readerIds: UserId[]; after: UserId | null }> {
  if (audience === 'followers') {
    const page = await followersOf(authorId, after, PER_MESSAGE);
    return { readerIds: page.followerIds, after: page.after };
  }
  const readerIds = await writtenReadersOf(authorId, after, PER_MESSAGE);
  return { readerIds, after: readerIds.length < PER_MESSAGE ? null : (readerIds.at(-1) ?? null) };
}
