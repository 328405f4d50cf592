import { conditionHeld } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { bellEntity } from './bell.entity.ts';
import type { StoredFollow } from './follow.entity.ts';
import { loadFollow } from './follow.store.ts';

/**
 * A page of those who have the bell of an author on, in the order of their ids. One Query, 0.5 RRU for some 40; a moment behind.
 * @param after the last id that was read; null for the first page
 * @returns `after` is null at the end
 */
export async function bellsOf(
  followeeId: UserId,
  after: UserId | null,
  count: number,
): Promise<{ followerIds: UserId[]; after: UserId | null }> {
  const query = bellEntity().query.primary({ followeeId });
  const { data } = await (after === null ? query : query.gt({ followerId: after })).go({ limit: count });
  const followerIds = data.map(({ followerId }) => followerId as UserId);
  return { followerIds, after: data.length < count ? null : (followerIds.at(-1) ?? null) };
}

/** True when somebody has the bell of an author on. 0.5 RRU; a moment behind. */
export const hasBells = async (followeeId: UserId): Promise<boolean> =>
  (await bellsOf(followeeId, null, 1)).followerIds.length > 0;

/** A bell whose row is there and should not be, or the other way round. */
export interface WrongBell {
  readonly followeeId: string;
  readonly followerId: string;
  readonly should: boolean;
}

/** The wrong rows of an author's bells. A Query of all of them. @param follows all rows of follows of the author */
export async function wrongBells(followeeId: string, follows: readonly StoredFollow[]): Promise<WrongBell[]> {
  const { data } = await bellEntity().query.primary({ followeeId }).go({ consistent: true, pages: 'all' });
  const rows = new Set(data.map(({ followerId }) => followerId));
  const on = new Set(follows.flatMap(({ bell, followerId }) => (bell ? [followerId] : [])));
  return [
    ...[...rows].filter((id) => !on.has(id)).map((followerId) => ({ followeeId, followerId, should: false })),
    ...[...on].filter((id) => !rows.has(id)).map((followerId) => ({ followeeId, followerId, should: true })),
  ];
}

/** Writes or deletes the row of a bell as its follow says by now. 1 RRU and 1 WRU. @returns false when the row is right already */
export async function repairBell({ followeeId, followerId }: WrongBell): Promise<boolean> {
  const should = (await loadFollow(followerId, followeeId))?.bell === true;
  const key = { followeeId, followerId };
  return conditionHeld(should ? bellEntity().create(key).go() : bellEntity().remove(key).go());
}
