import { formatMicro } from '#core/odds';
import { DomainError } from '#errors';
import { STAKE_PERIODS, type StakePeriod } from '#schemas/stake-limits';
import { type OpenPeriod, periodAt, type StakeAmounts } from './stake-periods.ts';
import type { StakeSum } from './stake-sum.store.ts';

/**
 * The stake of a pick over all its combinations, in millionths of a unit, before and after a change: 0 before it is placed, and once it is
 * withdrawn.
 */
export interface StakeChange {
  readonly pickId: string;
  readonly placedAt: string;
  readonly before: number;
  readonly after: number;
}

/** The time zone of periods while nobody has said where the person lives. */
export const UNKNOWN_ZONE = 'UTC';

/** Milliseconds after the first limit in which the sums are taken from the picks each time: calls of before it end, and the index catches up. */
const SETTLES_AFTER = 60_000;

/** `1.5`, `100`: units of an amount, without zeros at the end. */
export const stakeText = (micro: number): string => formatMicro(micro).replace(/\.?0+$/, '');

/** The stakes of somebody who sets their first limit, before anything is counted. */
export const newStakes = (userId: string, limits: StakeAmounts, zone: string, now: Date): StakeSum => ({
  userId,
  version: 0,
  limits,
  zone,
  ...periodsAt({ zone }, now),
  begunAt: now.toISOString(),
  recent: [],
});

/** The stakes with the periods that are open at `now`. */
export const stakesAt = (stakes: StakeSum, now: Date): StakeSum => ({ ...stakes, ...periodsAt(stakes, now) });

type OpenPeriods = Record<StakePeriod, OpenPeriod>;

const periodsAt = ({ zone, ...before }: Pick<StakeSum, 'zone'> & Partial<OpenPeriods>, now: Date): OpenPeriods => ({
  day: periodAt('day', zone, before.day ?? null, now),
  week: periodAt('week', zone, before.week ?? null, now),
  month: periodAt('month', zone, before.month ?? null, now),
});

/** The earliest instant from which on picks count in an open period. */
export const countedSince = (stakes: StakeSum): string =>
  STAKE_PERIODS.map((period) => stakes[period].from).toSorted()[0] ?? stakes.begunAt;

/** The stakes with their sums taken from the picks. @param picks of the person, each with all that it stakes now; also older ones */
export function recounted(
  stakes: StakeSum,
  picks: readonly { readonly placedAt: string; readonly staked: number }[],
  now: Date,
): StakeSum {
  const { recent, ...others } = stakes;
  const sums = Object.fromEntries(
    STAKE_PERIODS.map((period) => {
      const { from, until } = stakes[period];
      const counted = picks.filter(({ placedAt }) => placedAt >= from && placedAt < until);
      return [period, { ...stakes[period], stake: counted.reduce((sum, { staked }) => sum + staked, 0) }];
    }),
  ) as OpenPeriods;
  const isSettled = now.getTime() >= Date.parse(stakes.begunAt) + SETTLES_AFTER;
  return { ...others, ...sums, ...(!isSettled && recent && { recent }) };
}

/**
 * The stakes after a change of a pick. A pick counts in the periods in which it was placed, so that a lower stake and a withdrawal give back
 * there and nowhere else, and a pick of a period that is over cannot grow.
 * @param stakes with the periods that are open
 * @returns null when the change concerns no open period
 * @throws STAKE_LIMIT_REACHED with what is left, for the period that ends last of those whose limit is in the way
 */
export function withStake(stakes: StakeSum, { pickId, placedAt, before, after }: StakeChange): StakeSum | null {
  const grows = after > before;
  const open = STAKE_PERIODS.filter((period) => placedAt >= stakes[period].from);
  const [inTheWay] = STAKE_PERIODS.filter((period) => {
    const limit = stakes.limits[period];
    if (limit === undefined || !grows) return false;
    return !open.includes(period) || stakes[period].stake - before + after > limit;
  }).toSorted((one, other) => (stakes[one].until < stakes[other].until ? 1 : -1));
  if (inTheWay) throw stakeLimitReached(stakes, inTheWay, open.includes(inTheWay));
  if (before === after || open.length === 0) return null;
  const sums = open.map((period) => {
    const stake = Math.max(0, stakes[period].stake - before + after);
    return [period, { ...stakes[period], stake }] as const;
  });
  const { recent } = stakes;
  return { ...stakes, ...Object.fromEntries(sums), ...(recent && { recent: [...new Set([...recent, pickId])] }) };
}

function stakeLimitReached(stakes: StakeSum, period: StakePeriod, isOpen: boolean): DomainError {
  const leftUnits = stakeText(leftOf(stakes, period) ?? 0);
  const limitUnits = stakeText(stakes.limits[period] ?? 0);
  const message = isOpen
    ? `You limited your stakes to ${limitUnits} units a ${period}. ${leftUnits} are left of it.`
    : `The ${period} in which you placed this is over, and you limit your stakes by the ${period}: place another pick.`;
  return new DomainError('STAKE_LIMIT_REACHED', message, { period, limitUnits, leftUnits, endsAt: stakes[period].until });
}

/** The rest of a limit, in millionths of a unit; null without one. */
export function leftOf(stakes: StakeSum, period: StakePeriod): number | null {
  const limit = stakes.limits[period];
  return limit === undefined ? null : Math.max(0, limit - stakes[period].stake);
}
