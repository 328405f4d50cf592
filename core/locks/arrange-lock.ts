/**
 * The starts queue. A message that comes again asks for the same schedule by its name, or finds the lock announced; one that comes after the
 * start has moved makes a schedule that finds nothing to do.
 */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { system } from '#actor';
import { running } from '#platform/clock';
import { EventId, Instant } from '#schemas/common';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';

/** A version of an event's start. */
export const ArrangeLockMessage = z.strictObject({ eventId: EventId, startVersion: z.int().min(1), startsAt: Instant });
export type ArrangeLockMessage = z.infer<typeof ArrangeLockMessage>;

/** Schedules the announcement of an event's lock at its start. It announces at once after the start, and waits within MARGIN before it. */
export async function arrangeLock({ eventId, startVersion, startsAt }: ArrangeLockMessage, now: Date): Promise<void> {
  const clock = running(now);
  const wait = Date.parse(startsAt) - now.getTime();
  if (wait > MARGIN) return scheduleLock(eventId, startVersion, startsAt);
  if (wait > 0) await pause(wait + 10);
  await lockEvent(system('arrange-lock'), eventId, clock());
}

/** Milliseconds that a schedule may take to be made. Scheduler refuses a start that passes meanwhile. */
const MARGIN = 2_000;
