/**
 * What follows from an event's facts: a schedule for its lock where the start is new, grading where something that grades is new, and
 * whether it waits for an admin.
 * Replay contract: only what differs between a record's two images is acted on, and each action may come twice: a schedule has its
 * name, grading finds nothing to do, and for the last see open-review.projection.ts. The first two are made good by sweep-events.ts
 * where a record never comes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { system } from '#actor';
import type { Change } from '#platform/change';
import { running } from '#platform/clock';
import type { EventId } from '#schemas/common';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';
import { projectEventReview } from './open-review.projection.ts';
import { requestGrading } from './settle-event.ts';

/** An event's image in the stream, as far as this projection reads it. */
interface EventImage {
  readonly eventId: EventId;
  readonly startsAt: string;
  readonly startVersion: number;
  readonly gradingVersion: number;
}

export async function projectEvent(change: Change, now: Date): Promise<void> {
  const { before, after } = change;
  if (!after) return;
  const is = after as unknown as EventImage;
  const was = before as unknown as EventImage | null;
  if (was?.startVersion !== is.startVersion) await arrangeLock(is, now);
  if (was && was.gradingVersion !== is.gradingVersion) await requestGrading(is.eventId);
  await projectEventReview(change);
}

/** Its lock announced at its start; at once where that has passed, and by staying awake where it is too near for a schedule. */
export async function arrangeLock(
  { eventId, startVersion, startsAt }: Omit<EventImage, 'gradingVersion'>,
  now: Date,
): Promise<void> {
  const clock = running(now);
  const wait = Date.parse(startsAt) - now.getTime();
  if (wait > MARGIN) return scheduleLock(eventId, startVersion, startsAt);
  if (wait > 0) await pause(wait + 10);
  await lockEvent(system('project-betting'), eventId, clock());
}

/** A schedule needs a moment to be made: a start that passes meanwhile would be refused as past. In milliseconds. */
const MARGIN = 2_000;
