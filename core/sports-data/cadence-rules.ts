import type { StoredEvent } from '#core/events';
import { type League, leagueRow } from '#schemas/sports';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A schedule of one minute fires a little early or late. */
const SLACK = 30_000;

/** The provider shows a game for this long after its end. */
export const PROVIDER_MEMORY = 72 * HOUR;

/** Times before a start from which on games are asked for more often. */
const NEARER: readonly number[] = [DAY, 30 * MINUTE];

type PolledEvent = Pick<StoredEvent, 'startsAt' | 'league'> & Partial<Pick<StoredEvent, 'state'>>;

/** Milliseconds after its start from which a game of the league is over in any case. */
export const overdueAfter = (league: League): number => leagueRow(league).overdue * HOUR;

/**
 * The time between two polls that show which games there are and when they start: these are free (docs/sports-data.md).
 * @returns milliseconds
 */
export function gamesEvery(events: readonly PolledEvent[], now: Date): number {
  const until = Math.min(...events.map(({ startsAt }) => Date.parse(startsAt) - now.getTime()).filter((ms) => ms > 0));
  if (until <= 30 * MINUTE) return MINUTE;
  return until <= DAY ? 10 * MINUTE : HOUR;
}

/** True for a game without an end that began within so many milliseconds. */
export const isUnfinished = ({ startsAt, state }: PolledEvent, within: number, now: Date): boolean => {
  const since = now.getTime() - Date.parse(startsAt);
  return (state === 'scheduled' || state === 'needs_review') && since >= 0 && since < within;
};

/** @param last the time of the newest poll that showed games; undefined if there was none */
export const isGamesDue = (events: readonly PolledEvent[], last: string | undefined, now: Date): boolean =>
  last === undefined || now.getTime() - Date.parse(last) >= gamesEvery(events, now) - SLACK;

/**
 * The next instant at which games can be due, if no event changes until then.
 * @param last the time of the newest poll that showed games
 * @returns ISO 8601
 */
export function nextGamesAt(events: readonly PolledEvent[], last: string, now: Date): string {
  const nearer = events
    .flatMap(({ startsAt }) => NEARER.map((before) => Date.parse(startsAt) - before))
    .filter((at) => at > now.getTime());
  return new Date(Math.min(Date.parse(last) + gamesEvery(events, now) - SLACK, ...nearer)).toISOString();
}

/**
 * The next instant at which the clock alone can decide something of a league whose provider is not asked: an hour on, or when a game is
 * overdue. @returns ISO 8601
 */
export function nextClockAt(events: readonly PolledEvent[], now: Date): string {
  const overdue = events
    .map(({ startsAt, league }) => Date.parse(startsAt) + overdueAfter(league))
    .filter((at) => at > now.getTime());
  return new Date(Math.min(now.getTime() + HOUR - SLACK, ...overdue)).toISOString();
}

/** The next look of a job at a league's games. Instants are ISO 8601. */
export interface PollPlan {
  readonly nextAt: string;
  /** The newest change of the league's events that the plan takes into account; empty without events. */
  readonly newest: string;
}

/** The plans by job and league. The job of odds makes games and moves their starts. */
export type PollPlans = Readonly<Record<'events' | 'scores', ReadonlyMap<League, PollPlan>>>;

/**
 * True when the plan's time has come, and when there is none. For scores also when the other job knows of a newer change, or is overdue
 * itself and may have made a change before it failed. No plan waits for over an hour, so one that does comes from a clock that ran ahead.
 */
export function isTimeToLook(job: 'events' | 'scores', league: League, plans: PollPlans, now: Date): boolean {
  const [plan, other] = [plans[job].get(league), plans.events.get(league)];
  const isOver = (one: PollPlan | undefined): boolean => {
    const wait = Date.parse(one?.nextAt ?? '') - now.getTime();
    return !(wait > 0 && wait <= HOUR);
  };
  return isOver(plan) || isOver(other) || (job === 'scores' && (other?.newest ?? '') > (plan?.newest ?? ''));
}

/** The newest creation or change of these events; empty without any. A move of a start, a result and a state set `gradingAt`. */
export const newestChange = (events: readonly Pick<StoredEvent, 'seenAt' | 'gradingAt'>[]): string =>
  events.reduce((newest, { seenAt, gradingAt }) => [newest, seenAt, gradingAt ?? ''].toSorted().at(-1) ?? '', '');
