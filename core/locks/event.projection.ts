/**
 * The schedule of an event's lock follows from a new start.
 * Replay contract: a record that comes twice asks for the same schedule by name. The sweep makes the one of a record that never comes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { system } from '#actor';
import type { Change } from '#platform/change';
import { running } from '#platform/clock';
import type { EventId } from '#schemas/common';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';

/** An event's image in the stream, as far as this projection reads it. */
interface StartImage {
  readonly eventId: EventId;
  readonly startsAt: string;
  readonly startVersion: number;
}

export async function projectLock({ before, after }: Change, now: Date): Promise<void> {
  if (!after) return;
  const is = after as unknown as StartImage;
  const was = before as unknown as StartImage | null;
  if (was?.startVersion !== is.startVersion) await arrangeLock(is, now);
}

/** Its lock announced at its start; at once where that has passed, and by staying awake where it is too near for a schedule. */
async function arrangeLock({ eventId, startVersion, startsAt }: StartImage, now: Date): Promise<void> {
  const clock = running(now);
  const wait = Date.parse(startsAt) - now.getTime();
  if (wait > MARGIN) return scheduleLock(eventId, startVersion, startsAt);
  if (wait > 0) await pause(wait + 10);
  await lockEvent(system('project-betting'), eventId, clock());
}

/** A schedule needs a moment to be made: a start that passes meanwhile would be refused as past. In milliseconds. */
const MARGIN = 2_000;
