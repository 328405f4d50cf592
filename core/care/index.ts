export { careUpkeep } from './care.upkeep.ts';
export { declareRegion } from './declare-region.ts';
export { getCare } from './get-care.ts';
export { stateAgeSignal } from './state-age-signal.ts';
