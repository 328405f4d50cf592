import { batchAll } from '#data/batch';
import { epoch } from '#platform/clock';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { FEED_LIFE } from './feed-limits.ts';
import { type FeedRef, packRefs, unpackRefs, withAuthor, withoutAuthor } from './feed-ref.ts';
import { feedRowEntity, timelineEntity } from './feed-row.entity.ts';

/** BatchWrites of 25 rows at the same time. */
const AT_ONCE = 8;
/** Items of an author that are found at once where the recent ones do not reach back. */
export const PER_TIMELINE = 50;

/** The epoch seconds at which an item leaves all feeds. */
const expiryOf = (itemId: string): number => epoch(createdAt(itemId)) + FEED_LIFE / 1_000;

/** The reference in a row. */
const refOf = ({ authorId, ref }: { readonly authorId: string; readonly ref: Uint8Array }): FeedRef[] =>
  unpackRefs(ref).map((packed) => withAuthor(packed, authorId as UserId));

/** One item for one reader. */
export interface FeedEntry {
  readonly readerId: UserId;
  readonly ref: FeedRef;
}

/** Writes feed rows, 25 to a BatchWrite, until DynamoDB has taken each: 1 WRU a row. A repeat writes the same. */
export async function writeRows(entries: readonly FeedEntry[]): Promise<void> {
  const rows = entries.map(({ readerId, ref }) => ({
    readerId: readerId as string,
    itemId: ref.id,
    authorId: ref.authorId as string,
    ref: packRefs([withoutAuthor(ref)]),
    expiresAt: expiryOf(ref.id),
  }));
  await batchAll(rows, async (some) => {
    const { unprocessed } = await feedRowEntity().put(some).go({ concurrent: AT_ONCE });
    const left = new Set(unprocessed.map(({ readerId, itemId }) => `${readerId} ${itemId}`));
    return { unprocessed: some.filter(({ readerId, itemId }) => left.has(`${readerId} ${itemId}`)) };
  });
}

/** The rows in an answer of DynamoDB, in its order. */
export const rowsIn = (answer: { readonly Items: Record<string, never>[] }): FeedRef[] =>
  (feedRowEntity().parse(answer).data as unknown as Parameters<typeof refOf>[0][]).flatMap(refOf);

/** The rows of a reader after an item, newest first. One Query, 0.5 RRU for some 13. */
export async function rowsOf(readerId: UserId, after: string | null, limit: number): Promise<FeedRef[]> {
  const query = feedRowEntity().query.primary({ readerId });
  const { data } = await (after === null ? query : query.lt({ itemId: after })).go({ order: 'desc', limit });
  return data.flatMap(refOf);
}

/** All rows of a reader. Those of 30 days: some 0.5 RRU for each 13. */
export async function allRowsOf(readerId: UserId): Promise<FeedRef[]> {
  const { data } = await feedRowEntity().query.primary({ readerId }).go({ pages: 'all', consistent: true });
  return data.flatMap(refOf);
}

/** Deletes rows of a reader, 25 to a BatchWrite: 1 WRU each. */
export async function deleteRows(readerId: UserId, itemIds: readonly string[]): Promise<void> {
  const keys = itemIds.map((itemId) => ({ readerId: readerId as string, itemId }));
  await batchAll(keys, async (some) => {
    const { unprocessed } = await feedRowEntity().delete(some).go({ concurrent: AT_ONCE });
    const left = new Set(unprocessed.map(({ itemId }) => itemId));
    return { unprocessed: some.filter(({ itemId }) => left.has(itemId)) };
  });
}

/** Writes an item into its author's timeline: 1 WRU. A repeat writes the same. */
export async function writeTimeline(ref: FeedRef): Promise<void> {
  await timelineEntity()
    .put({ authorId: ref.authorId, itemId: ref.id, ref: packRefs([withoutAuthor(ref)]), expiresAt: expiryOf(ref.id) })
    .go();
}

/** The items of an author after one of them, newest first. One Query, 0.5 RRU for some 13; twice that when consistent. */
export async function timelineOf(
  authorId: UserId,
  after: string | null,
  limit: number,
  { consistent = false } = {},
): Promise<FeedRef[]> {
  const query = timelineEntity().query.primary({ authorId });
  const { data } = await (after === null ? query : query.lt({ itemId: after })).go({ order: 'desc', limit, consistent });
  return data.flatMap(refOf);
}

/** Deletes the timeline of an author. */
export async function deleteTimeline(authorId: UserId): Promise<void> {
  const { data } = await timelineEntity().query.primary({ authorId }).go({ pages: 'all' });
  await batchAll(data, async (some) => {
    const { unprocessed } = await timelineEntity()
      .delete(some.map(({ itemId }) => ({ authorId: authorId as string, itemId })))
      .go({ concurrent: AT_ONCE });
    const left = new Set(unprocessed.map(({ itemId }) => itemId));
    return { unprocessed: some.filter(({ itemId }) => left.has(itemId)) };
  });
}
