import type { StoredFollow } from './follow.entity.ts';
import type { FollowCounts } from './follow-count.store.ts';

/** The most people whom somebody may follow. */
export const MOST_FOLLOWED = 5_000;
/** The most people whom somebody may block, and mute. */
export const MOST_HIDDEN = 5_000;
/** The most items of a transaction. */
const MOST_ITEMS = 100;

const isOn = ({ state }: StoredFollow): boolean => state === 'following';

/** True for a row that both people's numbers do not agree with. */
export const isToCount = (row: StoredFollow): boolean => isOn(row) !== row.counted;

/** The row once it is counted; null for one that has nothing more to say. */
export const afterCounting = (row: StoredFollow): StoredFollow | null =>
  row.state === 'ended' ? null : { ...row, counted: isOn(row) };

/** The row of a follow or a request that ends; null where nothing has to be counted off, so that no row stays. */
export const ended = (row: StoredFollow, now: Date): StoredFollow | null =>
  row.counted ? { ...row, state: 'ended', since: now.getTime(), bell: false } : null;

/** The additions to each person's numbers. */
export function countChanges(rows: readonly StoredFollow[]): Map<string, FollowCounts> {
  const changes = new Map<string, FollowCounts>();
  const add = (userId: string, followers: number, following: number) => {
    const { followers: a, following: b } = changes.get(userId) ?? { followers: 0, following: 0 };
    changes.set(userId, { followers: a + followers, following: b + following });
  };
  for (const row of rows) {
    const one = isOn(row) ? 1 : -1;
    add(row.followeeId, one, 0);
    add(row.followerId, 0, one);
  }
  return changes;
}

/**
 * Divides rows that are to be counted among transactions: each row is an item, and each of its people once in a transaction. So 49 followers
 * of one person fit into one.
 */
export function packed(rows: readonly StoredFollow[]): StoredFollow[][] {
  const newest = new Map(rows.map((row) => [`${row.followeeId} ${row.followerId}`, row]));
  const packs: StoredFollow[][] = [];
  let [pack, people]: [StoredFollow[], Set<string>] = [[], new Set()];
  for (const [, row] of [...newest].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const with_ = new Set([...people, row.followeeId, row.followerId]);
    if (pack.length + 1 + with_.size > MOST_ITEMS) {
      packs.push(pack);
      [pack, people] = [[], new Set([row.followeeId, row.followerId])];
    } else people = with_;
    pack.push(row);
  }
  return pack.length > 0 ? [...packs, pack] : packs;
}
