export { take, takePart, windowAt } from './limit.store.ts';
export { networkOf, type Standing, standing, tightest, type Window } from './limit-rules.ts';
export { type LimitSettings, limitSettings } from './limit-settings.ts';
