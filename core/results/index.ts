/** Results: the decisions of admins on events, and what the provider claims against them. */
export { commitClaim } from './claim.store.ts';
export { decideClaim } from './claim-rules.ts';
export { type Decision, decideEvent } from './decide-event.ts';
export { decisionUpkeep } from './decision.upkeep.ts';
export { type EventHistory, eventHistory } from './event-history.ts';
export { importFile, ResultFileArrival } from './import-file.ts';
export { importResults } from './import-results.ts';
export { importingAdmin } from './importing-admin.ts';
export { MOST_BYTES, RESULT_FORMATS } from './result-file.ts';
