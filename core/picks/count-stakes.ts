import type { User } from '#actor';
import { stakesOf } from '#core/grading';
import { countedSince, loadStakes, recounted, type StakeSum, stakesAt, stakesPart, withStake } from '#core/stakes';
import type { Part } from '#data/transaction';
import { createdAt } from '#platform/ids';
import { idsByAuthor, type PickTerms, picksByIds, type StoredPick } from './pick.store.ts';
import { pickToGrade } from './pick-to-grade.ts';

/** Millionths of a unit that a pick stakes over all its combinations; 0 once it is withdrawn. */
const stakedOn = (pick: PickTerms & Pick<StoredPick, 'kind' | 'withdrawnAt'>): number =>
  pick.withdrawnAt === undefined ? Number(stakesOf(pickToGrade(pick))) * pick.stake : 0;

/** Picks of one query. */
const PER_QUERY = 200;

/** Takes the sums of open periods from the picks: a query of the index for each 200 picks since the earliest of them began, and 1 RRU a pick. */
export async function countStakes(stakes: StakeSum, now: Date): Promise<StakeSum> {
  const since = new Date(countedSince(stakes));
  const ids = new Set(stakes.recent);
  for (let before: string | null = null; ; ) {
    const page: string[] = await idsByAuthor(stakes.userId, before, PER_QUERY);
    const counted = page.filter((pickId) => createdAt(pickId) >= since);
    for (const pickId of counted) ids.add(pickId);
    before = page.at(-1) ?? null;
    if (counted.length < PER_QUERY) break;
  }
  const picks = await picksByIds([...ids]);
  return recounted(
    stakes,
    picks.map((pick) => ({ placedAt: pick.placedAt, staked: stakedOn(pick) })),
    now,
  );
}

/**
 * The stakes of an actor with limits, in the periods that are open: 1 RRU, and in the minute after the first limit what countStakes() costs.
 * Null for an actor without a limit, which costs nothing.
 */
export async function stakesNow({ userId, limitsStakes }: User, now: Date): Promise<StakeSum | null> {
  const stored = limitsStakes ? await loadStakes(userId) : null;
  if (!stored) return null;
  const stakes = stakesAt(stored, now);
  return stakes.recent ? countStakes(stakes, now) : stakes;
}

/**
 * Counts a change of a pick in the stakes of its author: 2 WRU in the transaction. Null where nothing is limited, or no open period changes.
 * The part is refused when the stakes or the limits have changed since they were read.
 * @param before the pick as it stands; null for a new one
 * @throws STAKE_LIMIT_REACHED
 */
export function stakeChangePart(stakes: StakeSum | null, before: StoredPick | null, after: StoredPick): Part | null {
  if (!stakes) return null;
  const { pickId, placedAt } = after;
  const next = withStake(stakes, { pickId, placedAt, before: before ? stakedOn(before) : 0, after: stakedOn(after) });
  return next && stakesPart(next);
}
