export { getLeaderboard } from './get-leaderboard.ts';
export { getUserStats, statsOf } from './get-user-stats.ts';
export { countOutcome, countPick, deltaOf, projectOutcome } from './outcome.projection.ts';
export { periodsOf } from './period-rules.ts';
export { countedOf, type LedgerRow, ledgerOf, ledgerPart, recordRows, recordsOf, repairRecord } from './stats.store.ts';
export { addStats, NO_STATS, type Stats, statsDelta } from './stats-rules.ts';
export { boardAsBuilt, rankedIn, updateBoards } from './update-boards.ts';
