/** Upkeep: walks what every domain derives, compares it with the facts, and repairs what can be repaired. */
export { PERSONAL_DOMAINS } from './personal-domains.ts';
export { runUpkeep, UpkeepMessage } from './run-upkeep.ts';
export { StartUpkeepMessage, startUpkeep } from './start-upkeep.ts';
export { type AuditedPage, walkUpkeep } from './walk-upkeep.ts';
