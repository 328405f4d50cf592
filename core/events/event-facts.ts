import type { EventId, UserId } from '#schemas/common';
import { KNOWN_STATES } from '#schemas/events';
import type { CoveredSport, League } from '#schemas/sports';

/** The states of an event as facts. The status in a reply depends on the clock too. */
export const EVENT_STATES = ['scheduled', ...KNOWN_STATES] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** The names of an event: of its two sides, or the title of its competition where a field of competitors plays. */
export type EventNames =
  | { readonly home: string; readonly away: string; readonly title: null }
  | { readonly home: null; readonly away: null; readonly title: string };

/** A published result and the number of its version. */
export interface EventResult {
  readonly version: number;
  /** The score, counted as its sport counts it (schemas/leagues.ts); both null for a field, whose places are among the details. */
  readonly home: number | null;
  readonly away: number | null;
  readonly recordedAt: string;
  /** See resultHash. Absent when the result has never had details. */
  readonly contentHash?: string | undefined;
  /** True when the row of this version holds details beyond the score. */
  readonly detailed?: boolean | undefined;
}

/** `none`: one admin is enough. `waiting`: the decision came late, so that it needs a second admin. `confirmed`: a second admin agreed. */
export const CONFIRMATIONS = ['none', 'waiting', 'confirmed'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

/** The admin's decision in force on an event. */
export interface StandingDecision {
  /** The number of its row. */
  readonly number: number;
  /** See statementHash. */
  readonly contentHash: string;
  readonly by: UserId;
  readonly recordedAt: string;
  readonly confirmation: Confirmation;
  readonly confirmedBy: UserId | null;
}

/** The provider's newest claim against an admin's decision. */
export interface StandingClaim {
  /** The number of its row. */
  readonly number: number;
  /** See resultHash. Null after the provider agreed or an admin decided anew: an equal claim then counts as new. */
  readonly contentHash: string | null;
  readonly home: number;
  readonly away: number;
  readonly recordedAt: string;
}

/**
 * A reason for which the provider's word on an event cannot be taken as it is. `unread`: its newest scores item could not be read.
 * `completed`: it was called completed, and its score could not be read. `teams`: its id shows other teams. `two_games`: two of its ids are
 * shown as two games. `extra_time`: its final score may contain extra time, which its markets do not count.
 */
export const DOUBTS = ['unread', 'completed', 'teams', 'two_games', 'extra_time'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** The facts of an event that placing and grading need. Instants are ISO 8601 in UTC. */
export type EventFacts = EventNames & {
  readonly eventId: EventId;
  readonly sport: CoveredSport;
  readonly league: League;
  /** The start in force; `startVersion` counts its changes from 1. */
  readonly startsAt: string;
  readonly startVersion: number;
  /** Picks placed at or before this instant stay locked after a reschedule. Null unless the event was moved after it had started. */
  readonly lockedThrough: string | null;
  readonly state: EventState;
  readonly result: EventResult | null;
  /** Raised by each new result, state, start and admin's decision; 0 until the first of them. */
  readonly gradingVersion: number;
  readonly gradingAt: string | null;
};

/** An event with the facts that only the events domain and its jobs need. */
export type StoredEvent = EventFacts & {
  readonly stateVersion: number;
  /** True after an admin's decision: the provider changes neither state nor result any more. */
  readonly pinned: boolean;
  readonly decision: StandingDecision | null;
  readonly claim: StandingClaim | null;
  /** The hash of the claim, until an admin decides again or the provider agrees. */
  readonly disputedHash: string | null;
  /** The first instant at which the provider showed a score, so that play had begun. */
  readonly scoredAt: string | null;
  /** The version of the start whose passing has been announced; 0 until then. */
  readonly lockedVersion: number;
  /** The grading version that the sweep has graded once more; 0 until then. */
  readonly sweptVersion: number;
  /** The instant at which the sweep looks at the event; ISO 8601, `NEVER` while there is nothing to repair. */
  readonly sweepAt: string;
  /** The provider's name. */
  readonly provider: string;
  /** The provider's own ids of the game, the newest last: it gives a game another id now and then. */
  readonly providerGameIds: readonly string[];
  /** Null when the provider's word stands. An event in doubt is never inferred postponed. */
  readonly doubt: Doubt | null;
  /** The instant of the first poll that showed the event. */
  readonly seenAt: string;
};
