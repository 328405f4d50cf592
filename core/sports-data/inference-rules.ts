import type { EventState, EventUpdate, StoredEvent } from '#core/events';
import type { Poll } from '#core/prices';
import type { ResultDetails, Score } from '#schemas/settlement';
import { PROVIDER_MEMORY } from './cadence-rules.ts';

const HOUR = 3_600_000;
/** An event without a result this long after its start waits for an admin. */
const RESULT_OVERDUE = 3 * HOUR;
/** An event without a score this long after its start was not played. */
const NOT_PLAYED = 48 * HOUR;
/** An event that this many polls in a row leave out is gone. */
const GONE_POLLS = 3;

/** One game as one reply shows it. `score` is null before it begins. */
export interface ShownGame {
  readonly startsAt: string;
  readonly completed: boolean;
  readonly score: Score | null;
  /** The details of a final score: periods, minutes, facts. */
  readonly details?: ResultDetails | undefined;
}

/** The polls that an inference rests on, beside the game itself. */
export interface Evidence {
  /** The provider does not show the event any more, by `isGone`. */
  readonly gone: boolean;
  /** This poll told which games have scores. */
  readonly scoresKnown: boolean;
}

/**
 * Infers an event's update from one poll. The provider has no word for postponed, cancelled or abandoned, so the state is inferred.
 * An admin's decision stays.
 * @param seen the game as the poll shows it; null when the poll left it out, or when nothing was polled
 */
export function inferUpdate(event: StoredEvent, seen: ShownGame | null, evidence: Evidence, now: Date): EventUpdate {
  if (event.pinned) return {};
  const scoreShown = (seen?.score ?? null) !== null;
  const scored = event.scoredAt !== null || scoreShown;
  const startsAt = seen ? startOf(event, seen.startsAt, { scored, scoreShown }, now) : event.startsAt;
  const score = seen?.completed ? (seen.score ?? undefined) : undefined;
  const inferred = stateOf({ startsAt, scored, ended: score !== undefined || event.result !== null }, evidence, event.state, now);
  return { startsAt, score, details: score && seen?.details, scored, ...inferred };
}

/**
 * The start in force. Before play begins, another start is a move. A score before the start in force means an early start: the
 * provider's start if that has passed, else `now`, so that nobody picks a game in play.
 */
function startOf(
  event: StoredEvent,
  shown: string,
  { scored, scoreShown }: { scored: boolean; scoreShown: boolean },
  now: Date,
): string {
  if (!scored) return shown;
  const at = now.toISOString();
  if (!scoreShown || event.startsAt <= at) return event.startsAt;
  return shown < at ? shown : at;
}

interface PlayFacts {
  readonly startsAt: string;
  readonly scored: boolean;
  readonly ended: boolean;
}

function stateOf(
  { startsAt, scored, ended }: PlayFacts,
  { gone, scoresKnown }: Evidence,
  state: EventState,
  now: Date,
): { state: EventState; reason: string } {
  if (ended) return { state: 'final', reason: 'The provider has a final score.' };
  const since = now.getTime() - Date.parse(startsAt);
  // After an outage that outlasted the provider's memory, no score means nothing.
  const notPlayed = !scored && since >= NOT_PLAYED && (state === 'postponed' || (scoresKnown && since < PROVIDER_MEMORY));
  if (notPlayed) return { state: 'postponed', reason: 'No score 48 hours after the start.' };
  if (gone) return { state: 'needs_review', reason: 'Gone from odds and scores in three polls.' };
  if (since >= RESULT_OVERDUE) return { state: 'needs_review', reason: 'No result three hours after the start.' };
  return { state: 'scheduled', reason: 'The provider shows it again.' };
}

/**
 * True when the three newest polls of each kind leave the event out. A poll that was not read whole does not count.
 * @param odds newest first
 * @param scores newest first
 */
export const isGone = (event: Pick<StoredEvent, 'eventId'>, odds: readonly Poll[], scores: readonly Poll[]): boolean =>
  [odds, scores].every((polls) => {
    const newest = polls.filter(({ whole }) => whole).slice(0, GONE_POLLS);
    return newest.length === GONE_POLLS && newest.every(({ missing }) => missing.includes(event.eventId));
  });

/** The number of polls that `isGone` reads: some of them may not count. */
export const POLLS_TO_READ = 2 * GONE_POLLS;

/** True while the provider should show the event: it has not ended, and no admin has decided it. */
export const isOpen = ({ state, pinned }: StoredEvent): boolean =>
  !pinned && (state === 'scheduled' || state === 'needs_review' || state === 'postponed');
