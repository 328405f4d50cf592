/** Events: what is played and when, at which prices, and how it ended. Facts come from a feed or an operator and are only ever appended. */
export { changeEvent } from './change-event.ts';
export type { Wanted } from './change-rules.ts';
export { claimsOf } from './claim.store.ts';
export { closingOf } from './closing.store.ts';
export { type ClosingPrices, closeFor } from './closing-rules.ts';
export type { Score } from './content-rules.ts';
export { type Decision, decideEvent } from './decide-event.ts';
export {
  type EventHistory,
  type EventKey,
  eventHistory,
  eventsStarting,
  findEvent as eventFacts,
  findEvents as factsOf,
  markLocked,
  markSwept,
} from './event.store.ts';
export { gameView } from './event.view.ts';
export { EVENT_STATES, type EventFacts, type EventResult, type EventState, type StoredEvent } from './event-facts.ts';
export { getEvent } from './get-event.ts';
export { ingestEvents } from './ingest-events.ts';
export { ingestScores } from './ingest-scores.ts';
export { listEvents } from './list-events.ts';
export { LOCK_COPIES, lockPart, locksOf, unlockedPart } from './lock.store.ts';
export { type NewEvent, newEvent } from './new-event.ts';
export type { FeedReply, FurtherItem, OddsItem, OddsProvider, ScoreItem } from './odds-provider.ts';
export { playerOffersOf } from './price.store.ts';
export { type PriceSheet, type Quote, sheetOf } from './price-sheet.ts';
export { recordEvent } from './record-event.ts';
export { theOddsApi } from './the-odds-api/the-odds-api.ts';
