import type { StoredEvent } from '#core/events';
import type { PollKind } from '#core/prices';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A schedule of one minute fires a little early or late. */
const SLACK = 30_000;

/** The longest time that a game is in play after its start, overtime and delays included. */
const PLAY = 4 * HOUR;
/** The provider shows a game for this long after its end. */
export const PROVIDER_MEMORY = 72 * HOUR;

/** Lines that are asked game by game are asked once more this long before a start, so that their close is confirmed. */
export const CLOSE = 10 * MINUTE;

type PolledEvent = Pick<StoredEvent, 'startsAt'> & Partial<Pick<StoredEvent, 'state'>>;

/**
 * The time between two polls of one kind, since each poll costs quota (docs/sports-data.md).
 * Odds: hourly, every 10 minutes when the league's next start is within 24 hours, each minute when it is within 30.
 * Scores: as odds, and each minute while a game is in play, every 10 minutes while the provider still shows one without an end.
 * Alternates: hourly, and once in the 10 minutes before a start.
 * @returns milliseconds
 */
export function pollEvery(kind: PollKind, events: readonly PolledEvent[], now: Date): number {
  const until = Math.min(...events.map(({ startsAt }) => Date.parse(startsAt) - now.getTime()).filter((ms) => ms > 0));
  if (kind === 'alternates') return until <= CLOSE ? CLOSE : HOUR;
  if (until <= 30 * MINUTE || (kind === 'scores' && events.some((event) => isUnfinished(event, PLAY, now)))) return MINUTE;
  if (until <= 24 * HOUR || (kind === 'scores' && events.some((event) => isUnfinished(event, PROVIDER_MEMORY, now)))) {
    return 10 * MINUTE;
  }
  return HOUR;
}

const isUnfinished = ({ startsAt, state }: PolledEvent, within: number, now: Date): boolean => {
  const since = now.getTime() - Date.parse(startsAt);
  return (state === 'scheduled' || state === 'needs_review') && since >= 0 && since < within;
};

/** @param last the time of the poll before; undefined if there was none */
export function isDue(kind: PollKind, events: readonly PolledEvent[], last: string | undefined, now: Date): boolean {
  return last === undefined || now.getTime() - Date.parse(last) >= pollEvery(kind, events, now) - SLACK;
}
