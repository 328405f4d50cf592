import type { User } from '#actor';
import { leftOf, loadStakes, stakesAt, stakeText, UNKNOWN_ZONE } from '#core/stakes';
import { loadUser, noSuchUser } from '#core/users';
import { STAKE_PERIODS, type StakeLimitsView } from '#schemas/stake-limits';
import { confirmable, standingRaise } from './stake-limit-rules.ts';
import { NO_FACTS } from './standing-rules.ts';

const text = (micro: number | null): string | null => (micro === null ? null : stakeText(micro));

/** The actor's limits on stakes, with what is left of them. Consistent; 1 RRU, and one more with a limit. @throws NOT_FOUND for a user who is gone */
export async function getStakeLimits({ userId }: User, now: Date): Promise<StakeLimitsView> {
  const user = await loadUser(userId);
  if (!user) throw noSuchUser();
  const { stakeLimits, timeZone = UNKNOWN_ZONE } = user.standing ?? NO_FACTS;
  const stored = stakeLimits ? await loadStakes(userId) : null;
  const stakes = stored && stakesAt(stored, now);
  return {
    timeZone,
    limits: STAKE_PERIODS.map((period) => {
      const limit = stakeLimits?.[period];
      const raise = standingRaise(limit, now);
      const window = raise && confirmable(raise);
      return {
        period,
        limitUnits: limit ? stakeText(limit.most) : null,
        stakedUnits: stakes && stakeText(stakes[period].stake),
        leftUnits: text(stakes && leftOf(stakes, period)),
        endsAt: stakes?.[period].until ?? null,
        raise: raise && window && { toUnits: text(raise.to), confirmFrom: window.from, confirmUntil: window.until },
      };
    }),
  };
}
