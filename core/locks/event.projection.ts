/**
 * A new start of an event asks for the schedule that announces its lock.
 * Replay contract: a record that comes again sends the same message again, and the schedule's name makes one of all of them. The sweep makes
 * the schedule of a record that never comes.
 */
import { eventOfImage } from '#core/events';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import type { ArrangeLockMessage } from './arrange-lock.ts';

export const requestLockSchedule = projection({
  name: 'request-lock-schedule',
  entity: 'event',
  row: eventOfImage,
  when: ({ before, after }) => (after && before?.startVersion !== after.startVersion ? after : null),
  run: ({ eventId, startVersion, startsAt }) =>
    enqueue(env('STARTS_QUEUE_URL'), [{ eventId, startVersion, startsAt } satisfies ArrangeLockMessage]),
});
