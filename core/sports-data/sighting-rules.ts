import type { EventState, Score, StoredEvent, Wanted } from '#core/events';
import type { Poll } from '#core/prices';
import type { ResultDetails } from '#schemas/settlement';
import { PROVIDER_MEMORY } from './cadence-rules.ts';

const HOUR = 3_600_000;
/** From the start; then somebody looks. */
const RESULT_OVERDUE = 3 * HOUR;
/** From the start; then it was not played. */
const NOT_PLAYED = 48 * HOUR;
const GONE_POLLS = 3;

/** What one reply says of a game; `score` is null before it begins. */
export interface Sighting {
  readonly startsAt: string;
  readonly completed: boolean;
  readonly score: Score | null;
  /** What the provider knows of a final score beyond it. */
  readonly details?: ResultDetails | undefined;
}

/** What is known beside it. */
export interface Evidence {
  /** Not shown any more, by `isGone`. */
  readonly gone: boolean;
  /** The provider has just told which games have scores. */
  readonly scoresKnown: boolean;
}

/**
 * What a poll makes of an event. The provider has no word for postponed, cancelled or abandoned, so a state is inferred; what an admin
 * decided stays.
 * @param seen null when the poll did not show it, or when nothing was polled
 */
export function wantedOf(event: StoredEvent, seen: Sighting | null, evidence: Evidence, now: Date): Wanted {
  if (event.pinned) return {};
  const scoreShown = (seen?.score ?? null) !== null;
  const scored = event.scoredAt !== null || scoreShown;
  const startsAt = seen ? startOf(event, seen.startsAt, { scored, scoreShown }, now) : event.startsAt;
  const score = seen?.completed ? (seen.score ?? undefined) : undefined;
  const inferred = stateOf({ startsAt, scored, ended: score !== undefined || event.result !== null }, evidence, event.state, now);
  return { startsAt, score, details: score && seen?.details, scored, ...inferred };
}

/**
 * The start in force. Another start is a move, until play has begun. Where that is seen before the start in force, it began early: at
 * the provider's start if that has passed, else now, so that nobody picks a game in play.
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

interface Played {
  readonly startsAt: string;
  readonly scored: boolean;
  readonly ended: boolean;
}

function stateOf(
  { startsAt, scored, ended }: Played,
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

/** Missing from the three newest polls of each kind that could tell. Newest first. */
export const isGone = (event: Pick<StoredEvent, 'eventId'>, odds: readonly Poll[], scores: readonly Poll[]): boolean =>
  [odds, scores].every((polls) => {
    const newest = polls.filter(({ whole }) => whole).slice(0, GONE_POLLS);
    return newest.length === GONE_POLLS && newest.every(({ missing }) => missing.includes(event.eventId));
  });

/** Polls to look at for `isGone`: a few more, since some may not be able to tell. */
export const POLLS_TO_READ = 2 * GONE_POLLS;

/** Whether the provider is expected to show it: not what has ended or been decided. */
export const isOpen = ({ state, pinned }: StoredEvent): boolean =>
  !pinned && (state === 'scheduled' || state === 'needs_review' || state === 'postponed');
