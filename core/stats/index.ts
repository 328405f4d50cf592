export {
  countNewOutcome,
  countOutcome,
  countPick,
  countPlacedPick,
  countWithdrawnPick,
  deltaOf,
  periodsChanged,
} from './count.projection.ts';
export { getLeaderboard } from './get-leaderboard.ts';
export { getMyAnalytics, getUserStats, statsOf } from './get-user-stats.ts';
export { entryOf, ledgerRowOf } from './ledger-row.ts';
export { periodsOf } from './period-rules.ts';
export { countedOf, type LedgerRow, ledgerOf, ledgerPart, recordRows, recordsOf, repairRecord } from './stats.store.ts';
export { addStats, contribution, NO_STATS, type Stats, statsDelta } from './stats-rules.ts';
export { boardAsBuilt, rankedIn, updateBoards } from './update-boards.ts';
