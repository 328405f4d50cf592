import type { ResultDetails, Score } from '#schemas/settlement';
import { contentOf, standingContent } from './content-rules.ts';
import type { EventState, StoredEvent } from './event-facts.ts';

/** What somebody says of an event; what is left out stays. */
export interface EventUpdate {
  /** ISO 8601 in UTC with milliseconds. */
  readonly startsAt?: string | undefined;
  /** A final score; the event is then final unless `state` says otherwise. */
  readonly score?: Score | undefined;
  /** What is known of that score; null: nothing. Left out: nothing is said, so that details of the same score stay. */
  readonly details?: ResultDetails | null | undefined;
  readonly state?: EventState | undefined;
  /** Why the state changes, for those who read its history. */
  readonly reason?: string | undefined;
  /** A score was seen, final or not. */
  readonly scored?: boolean | undefined;
  /** An admin's word: from now on the provider changes neither state nor result. */
  readonly pinned?: boolean | undefined;
}

interface NewResult extends Score {
  readonly version: number;
  readonly details: ResultDetails | null;
  readonly content: string;
}

/** What of it is new: the facts to append. Null where nothing is. */
export interface Change {
  readonly start: { readonly startsAt: string; readonly version: number; readonly lockedThrough: string | null } | null;
  readonly result: NewResult | null;
  readonly state: { readonly state: EventState; readonly version: number; readonly reason: string } | null;
  readonly scored: boolean;
  readonly pinned: boolean;
}

/**
 * A start that passes while the change is being written counts as passed: transact() tries for a second.
 * In milliseconds.
 */
const COMMIT_TIME = 1_000;

/**
 * Compares with the newest facts only, so that A, B, A is two changes and A, A is none.
 * @returns null when nothing would change
 */
export function changeOf(event: StoredEvent, update: EventUpdate, now: Date): Change | null {
  const start = movedStart(event, update.startsAt, now);
  const result = newResult(event, update);
  const state = newState(event, update.state ?? (update.score ? 'final' : undefined), update.reason);
  const scored = event.scoredAt === null && (update.scored === true || update.score !== undefined);
  const pinned = update.pinned === true && !event.pinned;
  return start || result || state || scored || pinned ? { start, result, state, scored, pinned } : null;
}

/** Whether a change is of the kind that grading asks about. */
export const canGrade = ({ start, result, state, pinned }: Change): boolean => Boolean(start || result || state || pinned);

function movedStart(event: StoredEvent, startsAt: string | undefined, now: Date): Change['start'] {
  if (startsAt === undefined || startsAt === event.startsAt) return null;
  return { startsAt, version: event.startVersion + 1, lockedThrough: lockedThrough(event.startsAt, now) };
}

/** Every pick taken under a start that has passed was accepted before it; from here on nothing may be accepted up to now and be open. */
function lockedThrough(startsAt: string, now: Date): string | null {
  if (Date.parse(startsAt) > now.getTime() + COMMIT_TIME) return null;
  return new Date(Math.max(Date.parse(startsAt), now.getTime())).toISOString();
}

function newResult({ result }: StoredEvent, { score, details }: EventUpdate): NewResult | null {
  if (!score) return null;
  const sameScore = result?.home === score.home && result.away === score.away;
  const content = contentOf(score, details ?? null);
  if (result && (details === undefined ? sameScore : standingContent(result) === content)) return null;
  return { home: score.home, away: score.away, version: (result?.version ?? 0) + 1, details: details ?? null, content };
}

function newState(event: StoredEvent, state: EventState | undefined, reason = ''): Change['state'] {
  if (state === undefined || state === event.state) return null;
  return { state, version: event.stateVersion + 1, reason: reason || state };
}
