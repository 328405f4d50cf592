export { type AgeSignal, ageRefused, dayIn, isAdult, leastAge } from './age-rules.ts';
export { gateRefusal, minimumAgeIn, regionRefused } from './gate-rules.ts';
export { type CallPlace, type PlaceSettings, placeOf } from './place-rules.ts';
export { type CareStanding, type StakeLimit, type Store, signalsOf } from './standing.ts';
