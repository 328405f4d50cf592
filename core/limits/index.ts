export { type CountedLimit, countedLimits, limitParts, limitReached, noteCounted } from './accepted-limits.ts';
export {
  banTokensPart,
  type CountedCall,
  countCaller,
  endAllPart,
  endOriginPart,
  excludeTokensPart,
  limitStakesPart,
  noteStepUp,
  partialBansPart,
  revocationsAgainst,
} from './caller.store.ts';
export { countCall, windowAt } from './limit.store.ts';
export { hearingLimits } from './limit-note.ts';
export {
  type Counter,
  countersOf,
  isYoung,
  type Limited,
  type LimitState,
  networkOf,
  tightest,
  userSubject,
} from './limit-rules.ts';
export { type LimitSettings, limitSettings } from './limit-settings.ts';
export {
  BAN_FIELDS,
  banned,
  isEnded,
  isFull,
  partialBanRefusal,
  partialBans,
  provenAt,
  type Revocations,
  revocationOf,
  stepUpRefusal,
  TOKEN_LIFE,
  type TokenOrigin,
} from './revocation-rules.ts';
