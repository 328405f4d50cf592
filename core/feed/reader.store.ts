import { batchAll } from '#data/batch';
import { readSpan } from '#data/span';
import { conditionHeld, part, transact } from '#data/transaction';
import { epoch } from '#platform/clock';
import { Memory } from '#platform/memory';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { ACTIVE_LIFE, MOST_BIG, ONLINE } from './feed-limits.ts';
import type { FeedRef } from './feed-ref.ts';
import { rowsIn } from './feed-row.store.ts';
import { activeReaderEntity, feedReturnEntity, feedStateEntity, type StoredFeedState } from './reader.entity.ts';

/** Seconds for which the row of a return stays, for the stream alone. */
const RETURN_LIFE = 86_400;

/** The state of a reader's feed. */
export interface FeedState {
  readonly big: readonly UserId[];
  readonly readAt?: string | undefined;
  readonly completeSince?: string | undefined;
  readonly returnedAt?: string | undefined;
}

const stateOf = ({ big = [], readAt, completeSince, returnedAt }: Partial<StoredFeedState>): FeedState => ({
  big: big as UserId[],
  readAt,
  completeSince,
  returnedAt,
});

/** 0.5 RRU, 1 for more than some 100 big authors; twice that when consistent. */
export async function feedStateBy(readerId: UserId, { consistent = false } = {}): Promise<FeedState> {
  const { data } = await feedStateEntity().get({ readerId }).go({ consistent });
  return stateOf(data ?? {});
}

/**
 * The state of a reader with their newest rows, which stand before it in its partition. One Query, 0.5 RRU for each 4 KB of both, some 13 rows.
 */
export async function stateWithRows(readerId: UserId, limit: number): Promise<{ state: FeedState; rows: FeedRef[] }> {
  const { pk } = feedStateEntity().get({ readerId }).params<{ readonly Key: { readonly pk: string } }>().Key;
  const span = await readSpan({ pk, from: 'feedrow', to: 'feedstate' }, limit + 1);
  const [state = {}] = feedStateEntity().parse(span.of('feedstate')).data as unknown as StoredFeedState[];
  return { state: stateOf(state), rows: rowsIn(span.of('feedrow')).slice(0, limit) };
}

/** Adds an author to the big ones of a reader: 1 WRU a KB. A repeat changes nothing. @returns false when there is no room */
export const addBig = (readerId: UserId, authorId: UserId): Promise<boolean> =>
  conditionHeld(
    feedStateEntity()
      .update({ readerId })
      .add({ big: [authorId] })
      .where((attr, op) => {
        const hasRoom = `${op.notExists(attr.big)} OR ${op.size(attr.big)} < ${op.escape(MOST_BIG)}`;
        return `${hasRoom} OR ${op.contains(attr.big, authorId)}`;
      })
      .go(),
  );

/** Takes an author out of the big ones of a reader. @returns false when the reader has no state */
export const removeBig = (readerId: UserId, authorId: UserId): Promise<boolean> =>
  conditionHeld(
    feedStateEntity()
      .patch({ readerId })
      .delete({ big: [authorId] })
      .go(),
  );

/**
 * Notes a read of the feed: 2 WRU. The reader is active before the state says so, so that a state never promises rows that no fan-out writes.
 */
export async function noteRead(readerId: UserId, now: Date): Promise<void> {
  await putActive(readerId, now);
  await feedStateEntity().update({ readerId }).set({ readAt: now.toISOString() }).go();
}

const putActive = async (readerId: UserId, now: Date): Promise<void> => {
  const expiresAt = epoch(now) + ACTIVE_LIFE / 1_000;
  await activeReaderEntity().put({ readerId, readAt: now.toISOString(), expiresAt }).go();
};

/** Notes the return of a reader, whose row in the stream asks for the rows of the feed: some 5 WRU. */
export async function noteReturn(readerId: UserId, now: Date): Promise<void> {
  await putActive(readerId, now);
  const returnedAt = now.toISOString();
  await transact({
    state: part({ states: feedStateEntity() }, ({ states }) => [
      states.update({ readerId }).set({ readAt: returnedAt, returnedAt }).commit(),
    ]),
    asked: part({ returns: feedReturnEntity() }, ({ returns }) => [
      returns.put({ readerId, returnedAt, expiresAt: epoch(now) + RETURN_LIFE }).commit(),
    ]),
  });
}

/**
 * Says that the rows of a return are written, and since when they are complete. Refused when the reader has returned once more, or the feed is
 * complete since another instant than was read.
 */
export const endReturn = (readerId: UserId, found: FeedState, completeSince: string | null): Promise<boolean> =>
  conditionHeld(
    feedStateEntity()
      .update({ readerId })
      .remove(completeSince === null ? ['returnedAt', 'completeSince'] : ['returnedAt'])
      .set(completeSince === null ? {} : { completeSince })
      .where((attr, op) => {
        const before = found.completeSince;
        const isAsRead = before === undefined ? op.notExists(attr.completeSince) : op.eq(attr.completeSince, before);
        return `${op.eq(attr.returnedAt, found.returnedAt ?? '')} AND ${isAsRead}`;
      })
      .go(),
  );

/** Says that the feed has not everything before an instant. @returns false when it is known to be so for a later one */
export const raiseCompleteSince = (readerId: UserId, since: string): Promise<boolean> =>
  conditionHeld(
    feedStateEntity()
      .update({ readerId })
      .set({ completeSince: since })
      .where((attr, op) => `${op.notExists(attr.completeSince)} OR ${op.lt(attr.completeSince, since)}`)
      .go(),
  );

/** A reader to whom fan-outs write. */
export interface ActiveReader {
  readonly readerId: UserId;
  readonly readAt: string;
}

/** Instants of reads of the last day, of which this process knows: some 10 MB. Such a reader is active, whatever they did since. */
const online = new Memory<string>(60_000);

/**
 * Those of these readers who read their feed in the last 31 days. 0.5 RRU each, 100 to a request; nothing for those who read it in the last
 * day, if this process found them before.
 */
export async function activeAmong(readerIds: readonly UserId[], now: Date): Promise<ActiveReader[]> {
  const known = readerIds.flatMap((readerId): ActiveReader[] => {
    const readAt = online.find(readerId, now);
    return readAt === undefined ? [] : [{ readerId, readAt }];
  });
  const isKnown = new Set(known.map(({ readerId }) => readerId));
  const keys = readerIds.filter((readerId) => !isKnown.has(readerId)).map((readerId) => ({ readerId: readerId as string }));
  const rows = await batchAll(keys, (some) => activeReaderEntity().get(some).go({ concurrent: 4 }));
  const found = rows
    .filter(({ expiresAt }) => expiresAt > epoch(now))
    .map(({ readerId, readAt }) => ({ readerId: readerId as UserId, readAt }));
  for (const { readerId, readAt } of found) {
    const from = new Date(readAt);
    online.keep(readerId, readAt, { from, until: new Date(from.getTime() + ONLINE) });
  }
  return [...known, ...found];
}

/** Deletes what is kept of a reader. */
export async function deleteReader(readerId: UserId): Promise<void> {
  await Promise.all([
    feedStateEntity().delete({ readerId }).go(),
    activeReaderEntity().delete({ readerId }).go(),
    feedReturnEntity().delete({ readerId }).go(),
  ]);
}

/** The return of a reader in an image of the stream. */
export const returnOfImage = (image: Image): { readonly readerId: UserId; readonly returnedAt: string } =>
  feedReturnEntity().parse({ Item: image as never }).data as unknown as { readerId: UserId; returnedAt: string };
