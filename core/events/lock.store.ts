import { batchAll } from '#data/batch';
import { type Part, part } from '#data/transaction';
import type { EventId } from '#schemas/common';
import { eventEntity } from './event.entity.ts';
import type { EventFacts } from './event-facts.ts';
import { eventLockEntity } from './event-lock.entity.ts';

/** The copies of an event's lock. A new start writes them all, beside at most six other items in a transaction of 100. */
export const LOCK_COPIES = 8;
const copies = Array.from({ length: LOCK_COPIES }, (_, copy) => copy);
const anyCopy = () => Math.floor(Math.random() * LOCK_COPIES);

/** Checks the locks for a new pick. Refused at and after the start in force of any of the events. One check an event, 2 WRU each. */
export const lockPart = (eventIds: readonly EventId[], now: Date): Part =>
  part({ lock: eventLockEntity() }, ({ lock }) =>
    eventIds.map((eventId) =>
      lock
        .check({ eventId, copy: anyCopy() })
        .where((attr, op) => op.gt(attr.startsAt, now.toISOString()))
        .commit(),
    ),
  );

/**
 * Checks the locks for a change of a pick: `lockAtOf` (lock-rules.ts) as a condition of the write. Refused also when the pick was accepted
 * at or before `lockedThrough`, so that a start that moves on after it has passed unlocks no pick.
 */
export const unlockedPart = (eventIds: readonly EventId[], acceptedAt: string, now: Date): Part =>
  part({ lock: eventLockEntity() }, ({ lock }) =>
    eventIds.map((eventId) =>
      lock
        .check({ eventId, copy: anyCopy() })
        .where(
          (attr, op) =>
            `${op.gt(attr.startsAt, now.toISOString())} AND (${op.notExists(attr.lockedThrough)} OR ${op.lt(attr.lockedThrough, acceptedAt)})`,
        )
        .commit(),
    ),
  );

/** Every copy of an event's lock. Consistent; one BatchGet, 1 RRU a copy. */
export async function locksOf(eventId: EventId) {
  const keys = copies.map((copy) => ({ eventId: eventId as string, copy }));
  const rows = await batchAll(keys, (some) => eventLockEntity().get(some).go({ consistent: true }));
  return rows
    .toSorted((a, b) => a.copy - b.copy)
    .map(({ copy, startsAt, lockedThrough }) => ({ copy, startsAt, lockedThrough: lockedThrough ?? null }));
}

/** Writes all copies of a new event's lock. */
export const newLockPart = (eventId: EventId, startsAt: string): Part =>
  part({ lock: eventLockEntity() }, ({ lock }) => copies.map((copy) => lock.create({ eventId, copy, startsAt }).commit()));

/** Writes every copy of the lock anew, as `event` has it. Refused when the event's start has changed since it was read. */
export const restoredLockPart = ({ eventId, startsAt, startVersion, lockedThrough }: EventFacts): Part =>
  part({ event: eventEntity(), lock: eventLockEntity() }, ({ event, lock }) => [
    event
      .check({ eventId })
      .where((attr, op) => op.eq(attr.startVersion, startVersion))
      .commit(),
    ...copies.map((copy) => lock.put({ eventId, copy, startsAt, lockedThrough: lockedThrough ?? undefined }).commit()),
  ]);

/** Moves all copies of a lock. A null `lockedThrough` leaves the old one. */
export const movedLockPart = (eventId: EventId, startsAt: string, lockedThrough: string | null): Part =>
  part({ lock: eventLockEntity() }, ({ lock }) =>
    copies.map((copy) =>
      lock
        .patch({ eventId, copy })
        .set({ startsAt, ...(lockedThrough !== null && { lockedThrough }) })
        .commit(),
    ),
  );
