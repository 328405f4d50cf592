export { careUpkeep } from './care.upkeep.ts';
export { getConsents, setConsents } from './consents.ts';
export { declareRegion } from './declare-region.ts';
export { coolOff, exclude } from './exclude.ts';
export { laterEnd } from './exclusion-rules.ts';
export { firstStanding } from './first-standing.ts';
export { getCare } from './get-care.ts';
export { setRealityCheck } from './set-reality-check.ts';
export { stateAgeSignal } from './state-age-signal.ts';
