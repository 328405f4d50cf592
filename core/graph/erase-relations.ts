import { transact } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { contactsOf, streamContacts } from './contact.store.ts';
import { deleteContact } from './contacts.ts';
import type { StoredFollow } from './follow.entity.ts';
import { followRowsBy, followRowsOf, noFollowPart, streamFollows } from './follow.store.ts';
import { addFollowCountsPart, followCountsOf, forgetFollowCounts } from './follow-count.store.ts';
import { deleteHidden, hiddenRows, idsIn, showPart } from './hidden.store.ts';
import { blockBy, loadPair, otherIn, pairOf, pairPart, pairsOf } from './pair.store.ts';

/**
 * Deletes every relation of a person, with what other people's rows say of it. It bears repeats: what is gone already is not counted again.
 * One transaction for each follow, contact and block.
 */
export async function eraseRelations(userId: UserId): Promise<void> {
  for (const row of await allFollows(userId)) await eraseFollow(row, userId);
  for (const { otherId } of await contactsOf(userId)) await deleteContact({ userId }, otherId as UserId);
  const rows = await hiddenRows(userId);
  for (const otherId of idsIn(rows, 'blocked')) {
    const pair = await loadPair(userId, otherId);
    const shown = showPart(otherId, 'blocked', userId, await hiddenRows(otherId));
    await transact({ pair: pairPart(pairOf(userId, otherId), pair), shown });
  }
  await deleteHidden(rows);
  await forgetFollowCounts(userId);
}

/** Follows and requests from and to a person. */
const allFollows = async (userId: UserId): Promise<StoredFollow[]> =>
  (await Promise.all([followRowsOf(userId), followRowsBy(userId)])).flat();

/** Deletes a follow and takes it off the other one's numbers. A row that has changed since is erased at the next call. */
async function eraseFollow(row: StoredFollow, userId: UserId): Promise<void> {
  const [other, change] =
    row.followerId === userId
      ? [row.followeeId, { followers: -1, following: 0 }]
      : [row.followerId, { followers: 0, following: -1 }];
  await transact({ follow: noFollowPart(row), count: row.counted ? addFollowCountsPart(other, change) : null });
}

/** Every relation of a person, as JSON. Blocks by others are theirs, and are left out. */
export async function exportRelations(userId: UserId): Promise<object> {
  const [rows, counts] = await Promise.all([hiddenRows(userId), followCountsOf(userId)]);
  const pairs = await pairsOf(userId, idsIn(rows, 'blocked'));
  const blocks = pairs.flatMap((pair) => {
    const since = blockBy(pair, userId);
    return since === undefined ? [] : [{ userId: otherIn(pair, userId), since }];
  });
  return {
    follows: streamFollows(userId),
    contacts: streamContacts(userId),
    counts,
    blocks: blocks.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)),
    mutes: idsIn(rows, 'muted').toSorted(),
  };
}
