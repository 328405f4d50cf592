import { newId } from '#platform/ids';
import type { EventId } from '#schemas/common';
import { type League, sportOf } from '#schemas/sports';
import type { EventNames, StoredEvent } from './event-facts.ts';
import { newEventSweepAt } from './sweep-rules.ts';
import { namesOf } from './team-rules.ts';

/** A game that the provider shows for the first time. `startsAt` is ISO 8601 in UTC with milliseconds. */
export type NewEvent = EventNames & {
  readonly provider: string;
  readonly providerGameId: string;
  readonly league: League;
  readonly startsAt: string;
};

/** A scheduled event, as at its first poll. */
export const newEvent = ({ provider, providerGameId, league, startsAt, ...names }: NewEvent, now: Date): StoredEvent => ({
  ...namesOf(names),
  eventId: newId<EventId>(now),
  sport: sportOf(league),
  league,
  startsAt,
  startVersion: 1,
  lockedThrough: null,
  state: 'scheduled',
  stateVersion: 0,
  pinned: false,
  decision: null,
  claim: null,
  disputedHash: null,
  result: null,
  gradingVersion: 0,
  gradingAt: null,
  scoredAt: null,
  lockedVersion: 0,
  sweptVersion: 0,
  sweepAt: newEventSweepAt(startsAt, now),
  provider,
  providerGameIds: [providerGameId],
  doubt: null,
  seenAt: now.toISOString(),
});
