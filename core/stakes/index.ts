/** The stakes of people who limit them. The limits are facts of core/care, and core/picks counts by them. */
export type { StakeAmounts } from './stake-periods.ts';
export {
  countedSince,
  leftOf,
  newStakes,
  recounted,
  type StakeChange,
  stakesAt,
  stakeText,
  UNKNOWN_ZONE,
  withStake,
} from './stake-rules.ts';
export { endStakesPart, eraseStakes, loadStakes, type StakeSum, stakesPart } from './stake-sum.store.ts';
