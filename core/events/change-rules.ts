import type { ResultDetails, Score } from '#schemas/settlement';
import type { Doubt, EventResult, EventState, StoredEvent } from './event-facts.ts';
import { NO_SCORE, resultHash, standingResultHash } from './result-hash.ts';

/** An update of an event. A field that is left out stays as it is. */
export interface EventUpdate {
  /** ISO 8601 in UTC with milliseconds. */
  readonly startsAt?: string | undefined;
  /** A final score; the event is then final unless `state` says otherwise. */
  readonly score?: Score | undefined;
  /**
   * The details of `score`; null for none. Left out, the details of an equal score stay. Of an event with a field they are the result, so
   * that null is none.
   */
  readonly details?: ResultDetails | null | undefined;
  readonly state?: EventState | undefined;
  /** The reason of a new state, for readers of its history. */
  readonly reason?: string | undefined;
  /** True when the provider shows a score, final or not. */
  readonly scored?: boolean | undefined;
  /** A doubt about the provider's word; null when its word stands again. It changes no grade. */
  readonly doubt?: Doubt | null | undefined;
  /** True for an admin's decision: from now on the provider changes neither state nor result. */
  readonly pinned?: boolean | undefined;
}

interface NewResult extends Pick<EventResult, 'home' | 'away'> {
  readonly version: number;
  readonly details: ResultDetails | null;
  readonly contentHash: string;
}

/** The new facts of an update, to append to an event. A field is null when it has none. */
export interface EventChange {
  readonly start: { readonly startsAt: string; readonly version: number; readonly lockedThrough: string | null } | null;
  readonly result: NewResult | null;
  readonly state: { readonly state: EventState; readonly version: number; readonly reason: string } | null;
  readonly scored: boolean;
  readonly pinned: boolean;
  readonly doubt: { readonly is: Doubt | null } | null;
}

/** Milliseconds that writing a change may take, the deadline of transact(). A start that passes meanwhile counts as passed. */
const COMMIT_TIME = 1_000;

/**
 * Finds the new facts of an update. It compares with the newest facts only, so that the results A, B, A are two changes and A, A is none.
 * @returns null when no fact is new
 */
export function detectChange(event: StoredEvent, update: EventUpdate, now: Date): EventChange | null {
  const start = movedStart(event, update.startsAt, now);
  const result = newResult(event, update);
  const state = newState(event, update.state ?? (update.score ? 'final' : undefined), update.reason);
  const scored = event.scoredAt === null && (update.scored === true || statesResult(event, update));
  const pinned = update.pinned === true && !event.pinned;
  const doubt = update.doubt === undefined || update.doubt === event.doubt ? null : { is: update.doubt };
  return start || result || state || scored || pinned || doubt ? { start, result, state, scored, pinned, doubt } : null;
}

/** True for a change that can change a grade, so that it raises the grading version. */
export const canGrade = ({ start, result, state, pinned }: EventChange): boolean => Boolean(start || result || state || pinned);

function movedStart(event: StoredEvent, startsAt: string | undefined, now: Date): EventChange['start'] {
  if (startsAt === undefined || startsAt === event.startsAt) return null;
  return { startsAt, version: event.startVersion + 1, lockedThrough: lockedThrough(event.startsAt, now) };
}

/** Locks every pick up to now if the old start has passed, so that a start that moves on unlocks no pick. */
function lockedThrough(startsAt: string, now: Date): string | null {
  if (Date.parse(startsAt) > now.getTime() + COMMIT_TIME) return null;
  return new Date(Math.max(Date.parse(startsAt), now.getTime())).toISOString();
}

/** True for a score, and for the details of a field. */
const statesResult = ({ title }: StoredEvent, { score, details }: EventUpdate): boolean =>
  title === null ? score !== undefined : (details ?? null) !== null;

function newResult(event: StoredEvent, update: EventUpdate): NewResult | null {
  if (!statesResult(event, update)) return null;
  const { result } = event;
  const { score: { home, away } = NO_SCORE, details } = update;
  const sameScore = result?.home === home && result?.away === away;
  const contentHash = resultHash({ home, away }, details ?? null);
  if (result && (details === undefined ? sameScore : standingResultHash(result) === contentHash)) return null;
  return { home, away, version: (result?.version ?? 0) + 1, details: details ?? null, contentHash };
}

function newState(event: StoredEvent, state: EventState | undefined, reason = ''): EventChange['state'] {
  if (state === undefined || state === event.state) return null;
  return { state, version: event.stateVersion + 1, reason: reason || state };
}
