import { userPage } from '#core/users';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { repairBell, wrongBells } from './bell.store.ts';
import { eraseRelations, exportRelations } from './erase-relations.ts';
import type { StoredFollow } from './follow.entity.ts';
import { countRows } from './follow.projection.ts';
import { followRowsBy, followRowsOf } from './follow.store.ts';
import { followCountsOf, setFollowCounts } from './follow-count.store.ts';
import { isToCount } from './follow-rules.ts';
import { hiddenRows, hidePart, idsIn, showPart } from './hidden.store.ts';
import { isBlocked, loadPair, otherIn, pairOf, pairPart, pairsFrom, pairsOf } from './pair.store.ts';

/**
 * Compares the numbers of each person with their follows, each follow with the numbers it should be in, the bells with the follows, and the
 * sets of hidden ids with the pairs: a pair is audited with the person of the smaller id. Six queries a person, and 0.5 RRU for each follow
 * and each hidden id. The repair counts follows that were never counted, sets numbers, and corrects bells and hidden sets.
 */
export const graphUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) => auditEach(userIds, (userId) => auditPerson(userId as UserId)),
  repair: async (userId) => [
    ...(await repairCounts(userId as UserId)),
    ...(await repairBells(userId as UserId)),
    ...(await repairHidden(userId as UserId)),
  ],
  erase: eraseRelations,
  export: exportRelations,
};

/** The follows of a person that are to be counted, the numbers that follow from those that are, and the wrong rows of bells. */
async function followsOf(userId: UserId) {
  const [to, by] = await Promise.all([followRowsOf(userId), followRowsBy(userId)]);
  const counted = (rows: readonly StoredFollow[]) => rows.filter((row) => row.counted).length;
  const bells = await wrongBells(userId, to);
  return { bells, uncounted: [...to, ...by].filter(isToCount), counts: { followers: counted(to), following: counted(by) } };
}

async function auditPerson(userId: UserId): Promise<Difference[]> {
  const [is, { counts, uncounted, bells }, hidden] = await Promise.all([
    followCountsOf(userId, { consistent: true }),
    followsOf(userId),
    wrongHidden(userId),
  ]);
  return [
    ...differencesOf(`follow counts ${userId}`, is, { ...counts }),
    ...uncounted.flatMap((row) =>
      differencesOf(`follow of ${row.followeeId} by ${row.followerId}`, row, { counted: row.state === 'following' }),
    ),
    ...bells.map(({ followerId, should }) => ({ of: `bell of ${userId}`, field: followerId, is: !should, should })),
    ...hidden.map(({ of, id, should }) => ({ of: `hidden ${of}`, field: id, is: !should, should })),
  ];
}

async function repairCounts(userId: UserId): Promise<string[]> {
  const { uncounted } = await followsOf(userId);
  await countRows(uncounted);
  const [is, { counts }] = [await followCountsOf(userId, { consistent: true }), await followsOf(userId)];
  const isRight = is.followers === counts.followers && is.following === counts.following;
  const repaired = !isRight && (await setFollowCounts(userId, is, counts));
  return [
    ...uncounted.map(({ followerId, followeeId }) => `follow of ${followeeId} by ${followerId}`),
    ...(repaired ? [`follow counts ${userId}`] : []),
  ];
}

async function repairBells(userId: UserId): Promise<string[]> {
  const repaired: string[] = [];
  for (const bell of (await followsOf(userId)).bells)
    if (await repairBell(bell)) repaired.push(`bell of ${bell.followeeId} of ${bell.followerId}`);
  return repaired;
}

/** An id that is in a hidden set, or not, against what its pair says. */
interface WrongHidden {
  readonly of: UserId;
  readonly id: UserId;
  readonly should: boolean;
}

/** The wrong ids in a person's set, and those of this person in the sets of those with larger ids. */
async function wrongHidden(userId: UserId): Promise<WrongHidden[]> {
  const ids = idsIn(await hiddenRows(userId), 'blocked') as UserId[];
  const [known, low] = await Promise.all([pairsOf(userId, ids), pairsFrom(userId)]);
  const paired = new Set([...known, ...low].filter(isBlocked).map((pair) => otherIn(pair, userId) as UserId));
  const extra = ids.filter((id) => !paired.has(id)).map((id) => ({ of: userId, id, should: false }));
  const missing = [...paired].filter((id) => !ids.includes(id)).map((id) => ({ of: userId, id, should: true }));
  const others: WrongHidden[] = [];
  for (const { highId } of low.filter(isBlocked)) {
    const has = idsIn(await hiddenRows(highId), 'blocked').includes(userId);
    if (!has) others.push({ of: highId as UserId, id: userId, should: true });
  }
  return [...extra, ...missing, ...others];
}

/** Corrects sets on condition that the pair is as it was read. */
async function repairHidden(userId: UserId): Promise<string[]> {
  const repaired: string[] = [];
  for (const { of, id } of await wrongHidden(userId)) {
    const pair = await loadPair(of, id);
    const rows = await hiddenRows(of);
    const part = isBlocked(pair) ? hidePart(of, 'blocked', id, rows) : showPart(of, 'blocked', id, rows);
    if (!part) continue;
    const refused = await transact({ part, pair: pairPart(pair ?? pairOf(of, id), pair) });
    if (refused.size === 0) repaired.push(`hidden ${of} ${id}`);
  }
  return repaired;
}
