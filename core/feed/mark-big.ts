/**
 * The consumer of `fan-out-large`: makes every follower of an author know the author as big, once in the author's life. All followers are
 * visited twice, a minute apart, for those whose follow no read had seen the first time; whoever follows later finds the author marked.
 * A message that comes again adds what is there already. A marking that does not end is taken over by a later item's fan-out.
 */
import { followersOf } from '#core/graph';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { addWrittenReader, authorFeedBy, beginMarking, endMarking } from './author-feed.store.ts';
import { BIG } from './feed-limits.ts';
import { type MarkMessage, sendToMarking } from './feed-messages.ts';
import { mustMark } from './feed-rules.ts';
import { addBig } from './reader.store.ts';

/** Followers of one message. */
const PER_MESSAGE = 500;
const AT_ONCE = 20;
/** Seconds between the two visits. */
const AGAIN = 60;

/** 1 WRU a follower and visit, and one more for each KB of the follower's state. @throws to have the message delivered again */
export async function markBig({ authorId, itemId, pass, after }: MarkMessage, now: Date): Promise<void> {
  if (pass === 1 && after === null && !(await begins(authorId, itemId, now))) return;
  const page = await followersOf(authorId, after, PER_MESSAGE);
  await mapConcurrently(page.followerIds, AT_ONCE, (followerId) => knowAsBig(followerId, authorId));
  if (page.after !== null) await sendToMarking({ authorId, itemId, pass, after: page.after });
  else if (pass === 1) await sendToMarking({ authorId, itemId, pass: 2, after: null }, AGAIN);
  else await endMarking(authorId, itemId);
}

async function begins(authorId: UserId, itemId: string, now: Date): Promise<boolean> {
  const feed = await authorFeedBy(authorId);
  const isOwn = feed.everBig === 'pending' && feed.markedBy === itemId;
  return isOwn || (mustMark(feed, BIG, now) && (await beginMarking(authorId, itemId, feed, now)));
}

/** A reader who has no room for one more big author is still written to. The row comes first, so that none of the two is missing. */
export async function knowAsBig(readerId: UserId, authorId: UserId): Promise<void> {
  if (!(await addBig(readerId, authorId))) await addWrittenReader(authorId, readerId);
}
