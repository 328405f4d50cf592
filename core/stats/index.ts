export { boardUpkeep } from './board.upkeep.ts';
export { countNewOutcome, countPlacedPick, countWithdrawnPick } from './count.projection.ts';
export { getLeaderboard } from './get-leaderboard.ts';
export { getMyAnalytics, getUserStats, statsOf } from './get-user-stats.ts';
export { ledgerUpkeep } from './ledger.upkeep.ts';
export { ledgerRowOf } from './ledger-row.ts';
export { recordUpkeep } from './record.upkeep.ts';
export { ledgerPart } from './stats.store.ts';
export { updateBoards } from './update-boards.ts';
