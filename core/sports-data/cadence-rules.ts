import type { StoredEvent } from '#core/events';
import type { PollKind } from '#core/prices';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A schedule that ticks each minute does so a little early or late. */
const SLACK = 30_000;

/** How long a game can be in play after its start, overtime and delays included. */
const PLAY = 4 * HOUR;
/** How long a provider still shows a game that has ended. */
export const PROVIDER_MEMORY = 72 * HOUR;

/** How long before a start the lines that are asked game by game are asked once more, so that they have a confirmed close. */
export const CLOSE = 10 * MINUTE;

type Known = Pick<StoredEvent, 'startsAt'> & Partial<Pick<StoredEvent, 'state'>>;

/**
 * Quota is money: hourly while the league's next start is over 24 hours away, every 10 minutes within them, each minute in the last 30.
 * Scores also each minute while a game is in play, and every 10 minutes while one that the provider still remembers lacks its end. Further
 * lines and those on players, which are asked game by game, hourly, and once in the 10 minutes before a start.
 * @returns milliseconds between two polls
 */
export function pollEvery(kind: PollKind, events: readonly Known[], now: Date): number {
  const until = Math.min(...events.map(({ startsAt }) => Date.parse(startsAt) - now.getTime()).filter((ms) => ms > 0));
  if (kind === 'alternates') return until <= CLOSE ? CLOSE : HOUR;
  if (until <= 30 * MINUTE || (kind === 'scores' && events.some((event) => isUnfinished(event, PLAY, now)))) return MINUTE;
  if (until <= 24 * HOUR || (kind === 'scores' && events.some((event) => isUnfinished(event, PROVIDER_MEMORY, now)))) {
    return 10 * MINUTE;
  }
  return HOUR;
}

const isUnfinished = ({ startsAt, state }: Known, within: number, now: Date): boolean => {
  const since = now.getTime() - Date.parse(startsAt);
  return (state === 'scheduled' || state === 'needs_review') && since >= 0 && since < within;
};

/** @param last when it was polled before, if ever */
export function isDue(kind: PollKind, events: readonly Known[], last: string | undefined, now: Date): boolean {
  return last === undefined || now.getTime() - Date.parse(last) >= pollEvery(kind, events, now) - SLACK;
}
