export { getLeaderboard } from './get-leaderboard.ts';
export { getUserStats, statsOf } from './get-user-stats.ts';
export { countOutcome, countPick, deltaOf, projectOutcome } from './outcome.projection.ts';
export { periodsOf } from './period-rules.ts';
export { countedOf, ledgerOf, ledgerPart, recordRows, recordsOf, repairPart } from './stats.store.ts';
export { addStats, NO_STATS, type Stats } from './stats-rules.ts';
export { updateBoards } from './update-boards.ts';
