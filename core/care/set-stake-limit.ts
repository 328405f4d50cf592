import type { User } from '#actor';
import type { CareStanding } from '#core/gates';
import { limitStakesPart } from '#core/limits';
import { parseMicro, storedMicro } from '#core/odds';
import { countStakes } from '#core/picks';
import { endStakesPart, loadStakes, newStakes, stakesAt, stakesPart, UNKNOWN_ZONE } from '#core/stakes';
import type { Part } from '#data/transaction';
import { canonical } from '#platform/canonical';
import type { UserId } from '#schemas/common';
import type { StakeLimitsView, StakePeriod } from '#schemas/stake-limits';
import { getStakeLimits } from './get-stake-limits.ts';
import { amountsOf, assertConfirmable, standingRaise } from './stake-limit-rules.ts';
import { type CareFact, withFact } from './standing-rules.ts';
import { stateFact } from './state-fact.ts';

/**
 * States a limit on the actor's stakes, as a fact. A first or a lower one holds from the next pick on, also for picks that are being placed; a
 * higher one, or none, waits for confirmStakeLimit(). The first limit counts what was staked before. 5 RRU and 9 WRU; for the first one also a
 * read of the index and of each pick of the month.
 * @param units text that has passed LimitUnits; null for no limit
 * @throws NOT_FOUND for a user who is gone; LIMIT_REACHED for a raise after too many changes; UNAVAILABLE
 */
export async function setStakeLimit(
  actor: User,
  { period, units }: { readonly period: StakePeriod; readonly units: string | null },
  now: Date,
): Promise<StakeLimitsView> {
  const to = units === null ? null : storedMicro(parseMicro(units) ?? 0n);
  await stateFact(
    actor.userId,
    async (_, standing) => {
      const limit = standing.stakeLimits?.[period];
      const isSame = (limit?.most ?? null) === to ? !limit?.raise : standingRaise(limit, now)?.to === to;
      if (isSame) return { fact: null };
      const fact = { kind: 'stake-limit', period, to } as const;
      const closes = to !== null && (!limit || to <= limit.most);
      return { fact, parts: await stakeParts(actor.userId, standing, fact, now), ...(closes && { unbounded: true as const }) };
    },
    now,
  );
  return getStakeLimits(actor, now);
}

/**
 * Confirms the higher limit, or none, that the actor has asked for, as a fact. 5 RRU and 9 WRU.
 * @throws CONFLICT when none waits, or within a day of its asking; NOT_FOUND for a user who is gone; LIMIT_REACHED; UNAVAILABLE
 */
export async function confirmStakeLimit(actor: User, period: StakePeriod, now: Date): Promise<StakeLimitsView> {
  await stateFact(
    actor.userId,
    async (_, standing) => {
      assertConfirmable(standing.stakeLimits?.[period], now);
      const fact = { kind: 'stake-limit-confirmed', period } as const;
      return { fact, parts: await stakeParts(actor.userId, standing, fact, now) };
    },
    now,
  );
  return getStakeLimits(actor, now);
}

/** Parts that bring the count of stakes up to the limits after a fact: it begins with the first one, and ends with the last. */
async function stakeParts(
  userId: UserId,
  standing: CareStanding,
  fact: CareFact,
  now: Date,
): Promise<Readonly<Record<string, Part>>> {
  const before = amountsOf(standing.stakeLimits);
  const limits = amountsOf(withFact(standing, fact, now.toISOString()).stakeLimits);
  if (canonical(before) === canonical(limits)) return {};
  const stakes = await loadStakes(userId);
  if (stakes && Object.keys(limits).length === 0)
    return { stakes: endStakesPart(stakes), tokens: limitStakesPart(userId, false, now) };
  if (stakes) return { stakes: stakesPart({ ...stakesAt(stakes, now), limits }) };
  const first = await countStakes(newStakes(userId, limits, standing.timeZone ?? UNKNOWN_ZONE, now), now);
  return { stakes: stakesPart(first), tokens: limitStakesPart(userId, true, now) };
}
