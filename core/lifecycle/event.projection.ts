/**
 * What follows from an event's facts: a schedule for its lock where the start is new, grading where something that grades is new.
 * Replay contract: only what differs between a record's two images is acted on, and both actions may come twice: a schedule has its
 * name, and grading finds nothing to do. A record that never comes is made good by sweep-events.ts.
 */
import { system } from '#actor';
import type { Change } from '#platform/change';
import type { EventId } from '#schemas/common';
import { lockEvent } from './lock-event.ts';
import { scheduleLock } from './lock-schedule.ts';
import { requestGrading } from './settle-event.ts';

/** An event's image in the stream, as far as this projection reads it. */
interface EventImage {
  readonly eventId: EventId;
  readonly startsAt: string;
  readonly startVersion: number;
  readonly gradingVersion: number;
}

export async function projectEvent({ before, after }: Change, now: Date): Promise<void> {
  if (!after) return;
  const is = after as unknown as EventImage;
  const was = before as unknown as EventImage | null;
  if (was?.startVersion !== is.startVersion) await arrangeLock(is, now);
  if (was && was.gradingVersion !== is.gradingVersion) await requestGrading(is.eventId);
}

/** Its lock announced at its start; at once where that has passed. */
export async function arrangeLock(
  { eventId, startVersion, startsAt }: Omit<EventImage, 'gradingVersion'>,
  now: Date,
): Promise<void> {
  // A schedule needs a moment to be made; what starts within it is left to the sweep.
  if (Date.parse(startsAt) > now.getTime() + MARGIN) await scheduleLock(eventId, startVersion, startsAt);
  else await lockEvent(system('project-betting'), eventId, now);
}

const MARGIN = 2_000;
