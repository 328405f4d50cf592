import { countStakes } from '#core/picks';
import { eraseStakes, loadStakes, type StakeSum, stakesAt, stakesPart, UNKNOWN_ZONE } from '#core/stakes';
import { loadUser, type StoredUser, userPage } from '#core/users';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { careFactsOf, eraseCareFacts } from './care.store.ts';
import { amountsOf } from './stake-limit-rules.ts';
import { NO_FACTS, withFact } from './standing-rules.ts';

/**
 * Compares the standing of each user with the facts that it is the sum of: a read and a query a user. Of somebody who limits their stakes it also
 * compares the limits and the sums with the standing and the picks: a read of the row, and one of each pick of the month. The repair takes the
 * sums from the picks anew. A person decides on what opens or closes betting content to somebody.
 */
export const careUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => {
      const [user, facts] = await Promise.all([loadUser(userId as UserId), careFactsOf(userId as UserId)]);
      if (!user) return [];
      const sum = facts.reduce((standing, { stated, at }) => withFact(standing, stated, at), NO_FACTS);
      return [
        ...differencesOf(`standing of ${userId}`, user, { standing: facts.length === 0 ? undefined : sum }),
        ...gapsIn(
          `care facts of ${userId}`,
          facts.map(({ number }) => number),
        ),
        ...(await stakeDifferences(user, now)),
      ];
    }),
  repair: async (userId, now) => {
    const user = await loadUser(userId as UserId);
    const stakes = await loadStakes(userId as UserId);
    if (!user || !stakes || (await stakeDifferences(user, now)).length === 0) return [];
    const { stakeLimits, timeZone = UNKNOWN_ZONE } = user.standing ?? NO_FACTS;
    const counted = await countStakes(stakesAt(stakes, now), now);
    const refused = await transact({ stakes: stakesPart({ ...counted, limits: amountsOf(stakeLimits), zone: timeZone }) });
    return refused.size === 0 ? [`stakes of ${userId}`] : [];
  },
  erase: async (userId) => {
    await eraseStakes(userId);
    await eraseCareFacts(userId);
  },
  export: async (userId) => {
    const [facts, stakes] = await Promise.all([careFactsOf(userId), loadStakes(userId)]);
    return {
      facts: facts.map(({ number, stated, at }) => ({ number, stated, at })),
      stakes: stakes ? [exportedStakes(stakes)] : [],
    };
  },
};

const exportedStakes = ({ userId: _, version: __, ...stakes }: StakeSum) => stakes;

/** The limits and the sums of somebody who limits their stakes, by the standing and by the picks. */
async function stakeDifferences({ userId, standing = NO_FACTS }: StoredUser, now: Date): Promise<Difference[]> {
  const { stakeLimits, timeZone = UNKNOWN_ZONE } = standing;
  if (!stakeLimits) return [];
  const of = `stakes of ${userId}`;
  const stored = await loadStakes(userId as UserId);
  if (!stored) return differencesOf(of, {}, { limits: amountsOf(stakeLimits) });
  const stakes = stakesAt(stored, now);
  const { day, week, month } = await countStakes(stakes, now);
  return differencesOf(of, stakes, { limits: amountsOf(stakeLimits), zone: timeZone, day, week, month });
}
