export { countCall, countCallPart, windowAt } from './limit.store.ts';
export { type LimitState, limitFor, networkOf, stateOf, tightest, type Window } from './limit-rules.ts';
export { type LimitSettings, limitSettings } from './limit-settings.ts';
