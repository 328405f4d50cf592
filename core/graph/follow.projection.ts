/**
 * New and ended follows are counted in the numbers of both people, many of them in one transaction.
 * Replay contract: a record may come again and late. Each row is written with its count, on condition that it is as its record shows it: one
 * that has been counted, or has changed since, is left out, and a change since then has a record of its own.
 */
import { type Part, transact } from '#data/transaction';
import { batchProjection } from '#platform/projection';
import type { StoredFollow } from './follow.entity.ts';
import { followOfImage, followPart, noFollowPart } from './follow.store.ts';
import { addFollowCountsPart } from './follow-count.store.ts';
import { afterCounting, countChanges, isToCount, packed } from './follow-rules.ts';

export const countFollows = batchProjection({
  name: 'count-follows',
  entity: 'follow',
  row: followOfImage,
  when: ({ after }) => (after && isToCount(after) ? after : null),
  runAll: (rows) => countRows(rows),
});

/** Counts rows that are as they are given, and leaves out the others. 4 WRU a row and 2 for each person. */
export async function countRows(rows: readonly StoredFollow[]): Promise<void> {
  for (const pack of packed(rows)) {
    let left = pack;
    while (left.length > 0) {
      const refused = await transact(partsOf(left));
      if (refused.size === 0) break;
      left = left.filter((row) => !refused.has(nameOf(row)));
    }
  }
}

const nameOf = ({ followeeId, followerId }: StoredFollow): string => `${followerId} follows ${followeeId}`;

function partsOf(rows: readonly StoredFollow[]): Record<string, Part> {
  const counts = [...countChanges(rows)].filter(([, { followers, following }]) => followers !== 0 || following !== 0);
  return Object.fromEntries([
    ...rows.map((row) => [nameOf(row), countedPart(row)] as const),
    ...counts.map(([userId, change]) => [userId, addFollowCountsPart(userId, change)] as const),
  ]);
}

const countedPart = (row: StoredFollow): Part => {
  const after = afterCounting(row);
  return after ? followPart(after, row) : noFollowPart(row);
};
