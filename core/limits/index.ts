export { type CountedLimit, countedLimits, limitParts, limitReached } from './accepted-limits.ts';
export { countCall } from './limit.store.ts';
export { type Counter, countersOf, type Limited, type LimitState, networkOf, tightest, userSubject } from './limit-rules.ts';
export { type LimitSettings, limitSettings } from './limit-settings.ts';
