/** Events: what is played and when, at which prices, and how it ended. Facts come from a feed or an operator and are only ever appended. */
export { changeEvent } from './change-event.ts';
export type { Score, Wanted } from './change-rules.ts';
export {
  type EventKey,
  eventHistory,
  eventsStarting,
  findEvent as eventFacts,
  findEvents as factsOf,
  markLocked,
  markSwept,
} from './event.store.ts';
export { EVENT_STATES, type EventFacts, type EventResult, type EventState, type StoredEvent } from './event-facts.ts';
export { lockPart, locksOf, unlockedPart } from './lock.store.ts';
export { type NewEvent, recordEvent } from './record-event.ts';
