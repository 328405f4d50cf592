/**
 * A new grading version of an event, or a review of a pick, asks for a grading.
 * Replay contract: a repeated record asks again, and the second grading finds nothing to do. The sweep asks for an event whose record never
 * comes.
 */
import { eventOfImage } from '#core/events';
import { pickOfImage } from '#core/picks';
import { projection } from '#platform/projection';
import { requestGrading, requestReview } from './settle-event.ts';

export const requestGradingOfEvent = projection({
  name: 'request-grading-of-event',
  entity: 'event',
  row: eventOfImage,
  when: ({ before, after }) => (before && after && before.gradingVersion !== after.gradingVersion ? after.eventId : null),
  run: requestGrading,
});

export const requestGradingOfPick = projection({
  name: 'request-grading-of-pick',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }) => (before && after && after.reviews > before.reviews ? after.pickId : null),
  run: requestReview,
});
