/** Events: games, their starts and locks, and the versions of start, result and state, which are only appended. */
export { detectChange, type EventChange, type EventUpdate } from './change-rules.ts';
export { type Demand, demandOf, demandOfEvent, markDemand } from './demand.store.ts';
export { disputePart, settleClaim } from './dispute.store.ts';
export {
  changeParts,
  commitChange,
  detailsOfResult,
  type EventKey,
  type EventVersions,
  eventOfImage,
  eventVersions,
  findEvent,
  findEvents,
  leagueEvents,
  markLocked,
  storedScore,
} from './event.store.ts';
export { eventPage, eventSubjects, eventUpkeep } from './event.upkeep.ts';
export { gameView } from './event.view.ts';
export {
  type Doubt,
  EVENT_STATES,
  type EventFacts,
  type EventNames,
  type EventResult,
  type EventState,
  type StandingClaim,
  type StandingDecision,
  type StoredEvent,
} from './event-facts.ts';
export { getEvent } from './get-event.ts';
export { knownLeagues } from './known-leagues.ts';
export { listEvents } from './list-events.ts';
export { listSports } from './list-sports.ts';
export { lockPart, unlockedPart } from './lock.store.ts';
export { lockAtOf, takesPicks } from './lock-rules.ts';
export { newEvent } from './new-event.ts';
export { findPairing } from './pairing.store.ts';
export { addGameId, findProviderRefs } from './provider-ref.store.ts';
export { recordEvent } from './record-event.ts';
export { detailsOf, resultHash, statementHash } from './result-hash.ts';
export { type Competition, findSeason, writeSeason } from './season.store.ts';
export { sourceOf } from './source-of.ts';
export { eventsToSweep, markSwept } from './sweep.store.ts';
export { isGradingDue, LOCK_OVERDUE, sweepAtOf } from './sweep-rules.ts';
export { nameOf, namesOf, pairOf, sidesOf } from './team-rules.ts';
