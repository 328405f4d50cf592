import { batchAll } from '#data/batch';
import { streamRows } from '#data/row-stream';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { bellEntity } from './bell.entity.ts';
import { followEntity, type StoredFollow } from './follow.entity.ts';

/** One person of a list of followers, of followed people or of requests. */
export interface ListedFollow {
  readonly userId: UserId;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The row of a follower and a followee; null for none. Consistent; 1 RRU. */
export async function loadFollow(followerId: string, followeeId: string): Promise<StoredFollow | null> {
  const { data } = await followEntity().get({ followerId, followeeId }).go({ consistent: true });
  return data;
}

/** The rows between one follower and any of these people, 100 to a request. 0.5 RRU each, 1 if consistent. */
export const followsAmong = (
  followerId: UserId,
  followeeIds: readonly UserId[],
  { consistent = false } = {},
): Promise<StoredFollow[]> => {
  const keys = [...new Set(followeeIds)].map((followeeId) => ({
    followerId: followerId as string,
    followeeId: followeeId as string,
  }));
  return batchAll(keys, (some) => followEntity().get(some).go({ consistent }));
};

/** The rows between one followee and any of these followers, 100 to a request. Consistent; 1 RRU each. */
export const followsOf = (followeeId: UserId, followerIds: readonly UserId[]): Promise<StoredFollow[]> => {
  const keys = [...new Set(followerIds)].map((followerId) => ({
    followerId: followerId as string,
    followeeId: followeeId as string,
  }));
  return batchAll(keys, (some) => followEntity().get(some).go({ consistent: true }));
};

/** Writes the whole row, and that of its bell where it changes. Refused when it is not as it was read. @param before null when there was none */
export const followPart = (row: StoredFollow, before: StoredFollow | null): Part =>
  part({ follow: followEntity(), bells: bellEntity() }, ({ follow, bells }) => {
    const key = keyOf(row);
    return [
      follow
        .put(row)
        .where((attr, op) => (before ? isAs(before)(attr, op) : op.notExists(attr.state)))
        .commit(),
      ...(row.bell && !before?.bell ? [bells.put(key).commit()] : []),
      ...(!row.bell && before?.bell ? [bells.delete(key).commit()] : []),
    ];
  });

/** Deletes the row, and that of its bell. Refused when it is not as it was read. */
export const noFollowPart = (before: StoredFollow): Part =>
  part({ follow: followEntity(), bells: bellEntity() }, ({ follow, bells }) => [
    follow.delete(keyOf(before)).where(isAs(before)).commit(),
    ...(before.bell ? [bells.delete(keyOf(before)).commit()] : []),
  ]);

const keyOf = ({ followerId, followeeId }: StoredFollow) => ({ followerId, followeeId });

/** Refused when there is such a row. */
export const neverFollowedPart = (followerId: string, followeeId: string): Part =>
  part({ follow: followEntity() }, ({ follow }) => [
    follow
      .check({ followerId, followeeId })
      .where((attr, op) => op.notExists(attr.state))
      .commit(),
  ]);

type Attr = Record<'state' | 'since' | 'counted' | 'bell', never>;
interface Op {
  eq(attr: never, value: unknown): string;
}
/** `bell` changes without a new `since`, so that it is compared too. */
const isAs =
  ({ state, since, counted, bell }: StoredFollow) =>
  (attr: object, op: object): string => {
    const [of, is] = [attr as Attr, op as Op];
    return [is.eq(of.state, state), is.eq(of.since, since), is.eq(of.counted, counted), is.eq(of.bell, bell)].join(' AND ');
  };

/** A page of those whom somebody follows, newest first. Eventually consistent; 0.5 RRU for some 15. @param after null for the first page */
export async function listedFollowing(
  followerId: UserId,
  after: ListedFollow | null,
  count: number,
  state: 'following' | 'requested' = 'following',
): Promise<ListedFollow[]> {
  const query = followEntity().query.byFollower({ followerId, state });
  const { data } = await (after ? query.lt({ since: after.since, followeeId: after.userId }) : query).go({
    order: 'desc',
    limit: count,
  });
  return data.map(({ followeeId, since }) => ({ userId: followeeId as UserId, since }));
}

/**
 * A page of those who follow somebody or ask to, newest first, from the keys that the index carries. Eventually consistent; 0.5 RRU for
 * some 12. @param after null for the first page
 */
export async function listedFollowers(
  followeeId: UserId,
  state: 'following' | 'requested',
  after: ListedFollow | null,
  count: number,
): Promise<ListedFollow[]> {
  const query = followEntity().query.byFollowee({ followeeId, state });
  const { data } = await (after ? query.lt({ since: after.since, followerId: after.userId }) : query).go({
    order: 'desc',
    limit: count,
    data: 'raw',
  });
  return (data as unknown as { Items: { gsi2sk: string }[] }).Items.map(({ gsi2sk }) => {
    const [, since = '', userId = ''] = FOLLOWER_KEY.exec(gsi2sk) ?? [];
    return { userId: userId as UserId, since: Number(since) };
  });
}
/** The end of a key of `byFollowee`. */
const FOLLOWER_KEY = /#since_(\d+)#followerid_([0-9a-f-]+)$/;

/**
 * A page of all who follow somebody now, in the order of their ids. One Query, 0.5 RRU for some 8 rows; a page may be shorter than
 * `count`, since requests and ended follows are among the rows.
 * @param after the last id that was read; null for the first page
 * @returns `after` is null at the end
 */
export async function followersOf(
  followeeId: UserId,
  after: UserId | null,
  count: number,
): Promise<{ followerIds: UserId[]; after: UserId | null }> {
  const query = followEntity().query.primary({ followeeId });
  const { data } = await (after === null ? query : query.gt({ followerId: after })).go({ limit: count });
  const followerIds = data.flatMap(({ state, followerId }) => (state === 'following' ? [followerId as UserId] : []));
  return { followerIds, after: data.length < count ? null : (data.at(-1)?.followerId as UserId) };
}

/** Every row of a follow of somebody or a request to. Consistent; 1 RRU for some 20. For upkeep and erasure alone: it has no bound. */
export const followRowsOf = async (followeeId: UserId): Promise<StoredFollow[]> =>
  (await followEntity().query.primary({ followeeId }).go({ consistent: true, pages: 'all' })).data;

/** Every row of a follow or a request of and by somebody, as a stream. 0.5 RRU for some 10. For exports. */
export async function* streamFollows(userId: UserId): AsyncGenerator<StoredFollow> {
  yield* streamRows((page) => followEntity().query.primary({ followeeId: userId }).go(page));
  for (const state of ['following', 'requested'] as const)
    yield* streamRows((page) =>
      followEntity()
        .query.byFollower({ followerId: userId, state })
        .go({ ...page, hydrate: true }),
    );
}

/** Every row of a follow by somebody or a request of theirs. 0.5 RRU for some 15, and 1 for each. For upkeep and erasure. */
export async function followRowsBy(followerId: UserId): Promise<StoredFollow[]> {
  const followeeIds: UserId[] = [];
  for (const state of ['following', 'requested'] as const) {
    const { data } = await followEntity().query.byFollower({ followerId, state }).go({ pages: 'all' });
    followeeIds.push(...data.map(({ followeeId }) => followeeId as UserId));
  }
  return followsAmong(followerId, followeeIds, { consistent: true });
}

/** The row in an image of the stream. */
export const followOfImage = (image: Image): StoredFollow => followEntity().parse({ Item: image as never }).data as StoredFollow;

/** Those of these people who follow somebody, 100 to a request. Consistent; 1 RRU each. */
export async function followersAmong(followeeId: UserId, followerIds: readonly UserId[]): Promise<Set<UserId>> {
  const rows = await followsOf(followeeId, followerIds);
  return new Set(rows.flatMap(({ state, followerId }) => (state === 'following' ? [followerId as UserId] : [])));
}
