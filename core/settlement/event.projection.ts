/**
 * Grading follows from an event whose grading version is new.
 * Replay contract: a record that comes twice asks twice, and the second grading finds nothing to do. The sweep asks for one that never came.
 */
import type { Change } from '#platform/change';
import type { EventId } from '#schemas/common';
import { requestGrading } from './settle-event.ts';

/** An event's image in the stream, as far as this projection reads it. */
interface GradedImage {
  readonly eventId: EventId;
  readonly gradingVersion: number;
}

export async function projectGrading({ before, after }: Change): Promise<void> {
  const [was, is] = [before, after] as unknown as [GradedImage | null, GradedImage | null];
  if (was && is && was.gradingVersion !== is.gradingVersion) await requestGrading(is.eventId);
}
