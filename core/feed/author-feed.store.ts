import { batchAll } from '#data/batch';
import { conditionHeld } from '#data/transaction';
import { attempts } from '#platform/attempts';
import { Memory } from '#platform/memory';
import type { UserId } from '#schemas/common';
import { authorFeedEntity, type StoredAuthorFeed, writtenReaderEntity } from './author-feed.entity.ts';
import { type FeedRef, unpackRefs, withAuthor, withoutAuthor } from './feed-ref.ts';
import { type Marking, packRecent, withRecent } from './feed-rules.ts';

/** Of one author, whose items come one after the other. */
const RETRY = { pause: 20, longest: 200, most: 12 };

/** An author's feed as use cases see it. */
export interface AuthorFeed extends Marking {
  readonly authorId: UserId;
  /** Newest first. */
  readonly recent: readonly FeedRef[];
  readonly revision: number;
}

const authorFeedOf = ({ authorId, recent, revision = 0, everBig, markedBy, markedAt }: StoredAuthorFeed): AuthorFeed => ({
  authorId: authorId as UserId,
  recent: unpackRefs(recent ?? new Uint8Array()).map((ref) => withAuthor(ref, authorId as UserId)),
  revision,
  everBig,
  markedBy,
  markedAt,
});

/** An author's feed, an empty one before the first item. Consistent; 1 RRU. */
export async function authorFeedBy(authorId: UserId): Promise<AuthorFeed> {
  const { data } = await authorFeedEntity().get({ authorId }).go({ consistent: true });
  return authorFeedOf(data ?? { authorId });
}

/** The feeds of several authors, 100 to a request; those without an item are left out. 0.5 RRU each, twice that when consistent. */
export async function authorFeedsBy(authorIds: readonly UserId[], { consistent = false } = {}): Promise<AuthorFeed[]> {
  const keys = [...new Set(authorIds)].map((authorId) => ({ authorId: authorId as string }));
  const rows = await batchAll(keys, (some) => authorFeedEntity().get(some).go({ consistent, concurrent: 4 }));
  return rows.map(authorFeedOf);
}

/** Feeds of big authors that a function keeps: some 30 KB each. */
const bigFeeds = new Memory<AuthorFeed>(300);
/** Milliseconds for which a function keeps the feed of a big author. */
const KEPT = 1_000;

/** The feeds of big authors, as they were within the last second. 0.5 RRU for each one that this process did not read in that second. */
export async function bigFeedsBy(authorIds: readonly UserId[], now: Date): Promise<AuthorFeed[]> {
  const kept = authorIds.flatMap((authorId) => bigFeeds.find(authorId, now) ?? []);
  const known = new Set(kept.map(({ authorId }) => authorId));
  const read = await authorFeedsBy(authorIds.filter((authorId) => !known.has(authorId)));
  for (const feed of read) bigFeeds.keep(feed.authorId, feed, { from: now, until: new Date(now.getTime() + KEPT) });
  return [...kept, ...read];
}

/**
 * Adds items to an author's recent ones: 1 RRU, and 1 WRU a KB. The list is replaced whole, on condition that it is the one that was read.
 * @returns the author's feed with them @throws when others change the list all the time; the caller comes again
 */
export async function addRecent(authorId: UserId, added: readonly FeedRef[], now: Date): Promise<AuthorFeed> {
  for await (const _ of attempts(RETRY)) {
    const feed = await authorFeedBy(authorId);
    const recent = withRecent(feed.recent, added, now);
    const known = new Set(feed.recent.map(({ id }) => id));
    if (recent.every(({ id }) => known.has(id))) return feed;
    if (await replaceRecent(feed, recent)) return { ...feed, recent, revision: feed.revision + 1 };
  }
  throw new Error(`the recent items of ${authorId} change all the time`);
}

/** @returns false when the list has changed since it was read */
export const replaceRecent = (
  { authorId, revision }: Pick<AuthorFeed, 'authorId' | 'revision'>,
  recent: readonly FeedRef[],
): Promise<boolean> =>
  conditionHeld(
    authorFeedEntity()
      .update({ authorId })
      .set({ recent: packRecent(recent.map(withoutAuthor)), revision: revision + 1 })
      .where((attr, op) => (revision === 0 ? op.notExists(attr.revision) : op.eq(attr.revision, revision)))
      .go(),
  );

/**
 * Begins to mark an author as big for a fan-out, or takes over from the one that was found. A repeat of the same fan-out finds its own mark.
 * @returns false when another fan-out marks the author, or has done so
 */
export async function beginMarking(authorId: UserId, itemId: string, found: Marking, now: Date): Promise<boolean> {
  const { markedBy } = found;
  const write = authorFeedEntity()
    .update({ authorId })
    .set({ everBig: 'pending', markedBy: itemId, markedAt: now.toISOString() });
  return conditionHeld(
    write
      .where((attr, op) => {
        const isFree = markedBy === undefined ? op.notExists(attr.everBig) : op.eq(attr.markedBy, markedBy);
        return `${isFree} OR (${op.eq(attr.markedBy, itemId)} AND ${op.eq(attr.everBig, 'pending')})`;
      })
      .go(),
  );
}

/** Ends the marking that a fan-out began: all followers know the author as big. @returns false when another one has taken over */
export const endMarking = (authorId: UserId, itemId: string): Promise<boolean> =>
  conditionHeld(
    authorFeedEntity()
      .update({ authorId })
      .set({ everBig: 'ready' })
      .where((attr, op) => op.eq(attr.markedBy, itemId))
      .go(),
  );

/** Deletes an author's feed. */
export const deleteAuthorFeed = async (authorId: UserId): Promise<void> =>
  void (await authorFeedEntity().delete({ authorId }).go());

/** Followers of an author who are written to although the author is big: 1 WRU. */
export const addWrittenReader = async (authorId: UserId, readerId: UserId): Promise<void> =>
  void (await writtenReaderEntity().put({ authorId, readerId }).go());

export const removeWrittenReader = async (authorId: UserId, readerId: UserId): Promise<void> =>
  void (await writtenReaderEntity().delete({ authorId, readerId }).go());

/** True for a reader who is written to although the author is big. 0.5 RRU. */
export async function isWrittenReader(authorId: UserId, readerId: UserId): Promise<boolean> {
  const { data } = await writtenReaderEntity().get({ authorId, readerId }).go();
  return data !== null;
}

/** The readers after one of them, in the order of their ids. One Query, 0.5 RRU for some 20. */
export async function writtenReadersOf(authorId: UserId, after: string | null, limit: number): Promise<UserId[]> {
  const query = writtenReaderEntity().query.primary({ authorId });
  const { data } = await (after === null ? query : query.gt({ readerId: after })).go({ limit });
  return data.map(({ readerId }) => readerId as UserId);
}

/** Deletes the rows of the readers who are written to although the author is big. */
export async function deleteWrittenReaders(authorId: UserId): Promise<void> {
  const { data } = await writtenReaderEntity().query.primary({ authorId }).go({ pages: 'all' });
  await batchAll(data, (some) => writtenReaderEntity().delete(some).go());
}
