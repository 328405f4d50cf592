import type { Doubt, EventState, EventUpdate, StoredEvent } from '#core/events';
import type { Poll } from '#core/prices';
import type { ResultDetails, Score } from '#schemas/settlement';
import { hasField, leagueRow } from '#schemas/sports';
import { overdueAfter, PROVIDER_MEMORY } from './cadence-rules.ts';

const HOUR = 3_600_000;
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

/** The parts of a poll that an inference rests on, beside the game itself. */
export interface Evidence {
  /** The kind of the poll; null when nothing was polled. */
  readonly kind: 'odds' | 'scores' | null;
  /** The provider does not show the event any more, by `isGone`. */
  readonly gone: boolean;
  /** This poll told which games have scores. */
  readonly scoresKnown: boolean;
  /** The doubt that this poll raises about the event. */
  readonly doubt: Doubt | null;
  /** An older event that takes picks is the same fixture. */
  readonly doubled: boolean;
}

/**
 * Infers an event's update from one poll. The provider has no word for postponed, cancelled or abandoned, so the state is inferred.
 * An admin's decision stays.
 * @param shown the game as the poll shows it; null when the poll left it out, or when nothing was polled
 */
export function inferUpdate(event: StoredEvent, shown: ShownGame | null, evidence: Evidence, now: Date): EventUpdate {
  if (event.pinned) return {};
  const doubt = doubtOf(event, shown, evidence, now);
  const seen = doubt === 'two_games' || doubt === 'teams' ? null : shown;
  const scoreShown = (seen?.score ?? null) !== null;
  const scored = event.scoredAt !== null || scoreShown;
  const startsAt = seen ? startOf(event, seen.startsAt, { scored, scoreShown }, now) : event.startsAt;
  // A field has no score: its places are stated by admins.
  const final = seen?.completed && event.title === null ? seen.score : null;
  const about = final && doubtOfScore(event, startsAt, final, now);
  const score = final && about === null ? final : undefined;
  // A doubt about another score than the result stays, whatever a poll leaves out, until that score is gone or an admin has decided.
  const stands = event.result !== null && event.doubt !== 'extra_time' && event.doubt !== 'completed' && about === null;
  const ended = score !== undefined || stands;
  const facts = { startsAt, scored, ended, doubt: ended ? null : (about ?? doubt) };
  const inferred = stateOf(facts, evidence, event, now);
  return { startsAt, score, details: score && seen?.details, scored, doubt: facts.doubt, ...inferred };
}

/**
 * The doubt about a final score. One that may contain extra time is no result of regulation time; a level one of a league in which every
 * game has a winner is a fault. A score that is the result already is in no doubt.
 */
function doubtOfScore({ league, result }: StoredEvent, startsAt: string, { home, away }: Score, now: Date): Doubt | null {
  if (result?.home === home && result.away === away) return null;
  const { endsLevel, extraTime } = leagueRow(league);
  if (home === away && !endsLevel) return 'completed';
  const { minutes = Number.POSITIVE_INFINITY, margins = [] } = extraTime ?? {};
  const isLate = now.getTime() - Date.parse(startsAt) > minutes * 60_000;
  return isLate || margins.includes(Math.abs(home - away)) ? 'extra_time' : null;
}

/**
 * The doubt after a poll. A game that was called completed stays so until it has a score, since what is completed is not postponed. Two
 * games under one event stay in doubt unless one of them alone is shown before it begins: afterwards its score may be the other's.
 */
function doubtOf(
  { doubt, scoredAt }: StoredEvent,
  shown: ShownGame | null,
  { kind, doubt: raised }: Evidence,
  now: Date,
): Doubt | null {
  if (raised === 'two_games') return raised;
  if (doubt === 'extra_time') return doubt;
  const isAhead = shown !== null && shown.score === null && !shown.completed && shown.startsAt > now.toISOString();
  if (doubt === 'two_games' && (raised !== null || scoredAt !== null || !isAhead)) return doubt;
  if (raised === 'teams') return raised;
  if (doubt === 'completed' || (shown?.completed && shown.score === null)) return 'completed';
  if (raised !== null || shown === null) return raised ?? doubt;
  return kind === 'scores' || doubt !== 'unread' ? null : doubt;
}

/**
 * The start in force. Before play begins, another start is a move. A score before the start in force means an early start: the
 * provider's start if that has passed, else `now`, so that nobody picks a game in play. A tournament has no score that shows its play, so its
 * start stays once it has passed.
 */
function startOf(
  event: StoredEvent,
  shown: string,
  { scored, scoreShown }: { scored: boolean; scoreShown: boolean },
  now: Date,
): string {
  const at = now.toISOString();
  if (event.title !== null && event.startsAt <= at) return event.startsAt;
  if (!scored) return shown;
  if (!scoreShown || event.startsAt <= at) return event.startsAt;
  return shown < at ? shown : at;
}

interface PlayFacts {
  readonly startsAt: string;
  readonly scored: boolean;
  readonly ended: boolean;
  readonly doubt: Doubt | null;
}

function stateOf(
  { startsAt, scored, ended, doubt }: PlayFacts,
  { gone, scoresKnown, doubled }: Evidence,
  { state, league, sport }: StoredEvent,
  now: Date,
): { state: EventState; reason: string } {
  if (ended) return { state: 'final', reason: 'The provider has a final score.' };
  const review = (reason: string) => ({ state: 'needs_review' as const, reason });
  const since = now.getTime() - Date.parse(startsAt);
  const isField = hasField(sport);
  if (doubt === 'teams')
    return review(`The provider shows ${isField ? 'another competition' : 'other teams'} under the id of this game.`);
  if (doubt === 'two_games') return review('The provider shows two games under the ids of this one.');
  if (doubt === 'extra_time') return review('The score may contain extra time.');
  if (doubt === 'completed' && since >= 0) return review('The provider calls it completed, and its score cannot be read.');
  // After an outage that outlasted the provider's memory, no score means nothing.
  const notPlayed = !scored && since >= NOT_PLAYED && (state === 'postponed' || (scoresKnown && since < PROVIDER_MEMORY));
  if (notPlayed && doubt === null) return { state: 'postponed', reason: 'No score 48 hours after the start.' };
  // A list of outrights may end at the start of a tournament, which goes on for days.
  if (gone && !(isField && since >= 0)) return review('Gone from odds and scores in three polls.');
  if (since >= overdueAfter(league)) return review(`No result ${leagueRow(league).overdue} hours after the start.`);
  if (doubled && since < 0) return review('Another event is the same game.');
  return { state: 'scheduled', reason: 'The provider shows it again.' };
}

/**
 * True when the three newest polls of each kind leave the event out. A poll that was not read whole does not count.
 * @param odds newest first
 * @param scores newest first; null where the provider reports no scores of the league
 */
export const isGone = (event: Pick<StoredEvent, 'eventId'>, odds: readonly Poll[], scores: readonly Poll[] | null): boolean =>
  [odds, scores ?? odds].every((polls) => {
    const newest = polls.filter(({ whole }) => whole).slice(0, GONE_POLLS);
    return newest.length === GONE_POLLS && newest.every(({ missing }) => missing.includes(event.eventId));
  });

/** The number of polls that `isGone` reads: some of them may not count. */
export const POLLS_TO_READ = 2 * GONE_POLLS;

/** True while the provider should show the event: it has not ended, and no admin has decided it. */
export const isOpen = ({ state, pinned }: StoredEvent): boolean =>
  !pinned && (state === 'scheduled' || state === 'needs_review' || state === 'postponed');
