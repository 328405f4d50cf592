import type { EventId } from '#schemas/common';
import type { League, Sport } from '#schemas/sports';

/** Where an event stands as a fact; what a reply calls its status also depends on the clock. */
export const EVENT_STATES = ['scheduled', 'final', 'needs_review', 'postponed', 'cancelled', 'abandoned'] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** A score as published (American football: with overtime; soccer: 90 minutes), and which version of it this is. */
export interface EventResult {
  readonly version: number;
  readonly home: number;
  readonly away: number;
  readonly recordedAt: string;
}

/** All that placing and grading need to know of an event. Instants are ISO 8601 in UTC. */
export interface EventFacts {
  readonly eventId: EventId;
  readonly sport: Sport;
  readonly league: League;
  readonly home: string;
  readonly away: string;
  /** The start in force; `startVersion` counts its changes from 1. */
  readonly startsAt: string;
  readonly startVersion: number;
  /** Up to when picks are locked for ever although the start has moved on since; null unless it moved after it had passed. */
  readonly lockedThrough: string | null;
  readonly state: EventState;
  readonly result: EventResult | null;
  /** Raised by each result, change of state or start, and operator's entry; 0 until the first one that can grade. */
  readonly gradingVersion: number;
  readonly gradingAt: string | null;
}

/** The rest of what the events domain keeps of one. */
export interface StoredEvent extends EventFacts {
  readonly stateVersion: number;
  /** An operator decided: the feed changes neither state nor result any more. */
  readonly pinned: boolean;
  /** When a feed first showed a score, so that play has begun. */
  readonly scoredAt: string | null;
  /** The start version whose passing has been announced; 0 until then. */
  readonly lockedVersion: number;
  /** The grading version that the sweep has graded once more; 0 until then. */
  readonly sweptVersion: number;
  /** Which game it is, and where: the feed and its own id. */
  readonly feed: string;
  readonly feedId: string;
  /** When we first heard of it. */
  readonly seenAt: string;
}
