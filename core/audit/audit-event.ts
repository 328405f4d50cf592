import { eventHistory, LOCK_COPIES, locksOf, type StoredEvent } from '#core/events';
import { type Difference, differences } from './difference.ts';

/** An event's row and the copies of its lock against its starts, results and states. */
export async function auditEvent(event: StoredEvent): Promise<Difference[]> {
  const [{ starts, results, states }, locks] = await Promise.all([eventHistory(event.eventId), locksOf(event.eventId)]);
  const of = `event ${event.eventId}`;
  const [start, result, state] = [starts.at(-1), results.at(-1), states.at(-1)];
  return [
    ...differences(
      of,
      { ...event },
      { startsAt: start?.startsAt, startVersion: starts.length, state: state?.state ?? 'scheduled' },
    ),
    ...differences(`${of} result`, { ...event.result }, { version: result?.version, home: result?.home, away: result?.away }),
    ...gaps(`${of} starts`, starts),
    ...gaps(`${of} results`, results),
    ...gaps(`${of} states`, states),
    ...locks.flatMap(({ copy, ...lock }) =>
      differences(`${of} lock ${copy}`, lock, { startsAt: event.startsAt, lockedThrough: event.lockedThrough }),
    ),
    ...differences(of, { locks: locks.length }, { locks: LOCK_COPIES }),
  ];
}

/** Versions count from 1 without a gap: nothing that was appended is gone. */
export const gaps = (of: string, rows: readonly { version: number }[]): Difference[] =>
  rows.flatMap(({ version }, i) => differences(of, { version }, { version: i + 1 }));
