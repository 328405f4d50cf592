import type { EventId, UserId } from '#schemas/common';
import { KNOWN_STATES } from '#schemas/events';
import type { CoveredSport, League } from '#schemas/sports';

/** Where an event stands as a fact; what a reply calls its status also depends on the clock. */
export const EVENT_STATES = ['scheduled', ...KNOWN_STATES] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** A score as published (American football: with overtime; soccer: 90 minutes), and which version of it this is. */
export interface EventResult {
  readonly version: number;
  readonly home: number;
  readonly away: number;
  readonly recordedAt: string;
  /** Tells a score with its details apart from another; absent where there never were details. */
  readonly content?: string | undefined;
  /** More is known than the score: the version's own row holds it. */
  readonly detailed?: boolean | undefined;
}

/** `none`: one admin is enough. `waiting`: for a second one, since it came too late for one alone. `confirmed`: by a second one. */
export const CONFIRMATIONS = ['none', 'waiting', 'confirmed'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

/** The newest word of an admin on an event. */
export interface StandingDecision {
  /** Of its row. */
  readonly number: number;
  /** Tells what was said apart from something else. */
  readonly content: string;
  readonly by: UserId;
  readonly recordedAt: string;
  readonly confirmation: Confirmation;
  readonly confirmedBy: UserId | null;
}

/** What the provider said last of an event that an admin has decided, since it first said otherwise. */
export interface StandingClaim {
  /** Of its row. */
  readonly number: number;
  /** Null when the provider came round, or an admin has changed their mind since: then the same would be news. */
  readonly content: string | null;
  readonly home: number;
  readonly away: number;
  readonly recordedAt: string;
}

/** All that placing and grading need to know of an event. Instants are ISO 8601 in UTC. */
export interface EventFacts {
  readonly eventId: EventId;
  readonly sport: CoveredSport;
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
  /** Raised by each result, change of state or start, and admin's word; 0 until the first one that can grade. */
  readonly gradingVersion: number;
  readonly gradingAt: string | null;
}

/** The rest of what the events domain keeps of one. */
export interface StoredEvent extends EventFacts {
  readonly stateVersion: number;
  /** An admin decided: the provider changes neither state nor result any more. */
  readonly pinned: boolean;
  readonly decision: StandingDecision | null;
  readonly claim: StandingClaim | null;
  /** The content of the claim, while no admin has said anything since. */
  readonly disputed: string | null;
  /** When a provider first showed a score, so that play has begun. */
  readonly scoredAt: string | null;
  /** The start version whose passing has been announced; 0 until then. */
  readonly lockedVersion: number;
  /** The grading version that the sweep has graded once more; 0 until then. */
  readonly sweptVersion: number;
  /** Which game it is, and where: the provider and its own id. */
  readonly provider: string;
  readonly providerGameId: string;
  /** When we first heard of it. */
  readonly seenAt: string;
}
