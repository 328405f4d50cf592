import type { EventFacts } from './event-facts.ts';

/** The facts of an event that decide its lock. Instants are ISO 8601 in UTC with milliseconds. */
export type LockTimes = Pick<EventFacts, 'startsAt' | 'lockedThrough'>;

/** True while an event takes new picks: strictly before the start in force, and in no other state than `scheduled`. */
export const takesPicks = ({ state, startsAt }: Pick<EventFacts, 'state' | 'startsAt'>, now: Date): boolean =>
  state === 'scheduled' && now.toISOString() < startsAt;

/**
 * The instant at which a pick locks: the earliest start in force of its events. A start that was moved after it had passed keeps locking
 * the picks placed at or before it. The locks check the same rule in the write (lock.store.ts).
 * @param events all events of the pick, at least one
 */
export const lockAtOf = (placedAt: string, events: Iterable<LockTimes>): string =>
  [...events]
    .map(({ startsAt, lockedThrough }) =>
      lockedThrough !== null && placedAt <= lockedThrough && lockedThrough < startsAt ? lockedThrough : startsAt,
    )
    .reduce((first, at) => (at < first ? at : first));
