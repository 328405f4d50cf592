/**
 * A change of what an event or a pick waits for asks for its row in the list of reviews to be brought up to date.
 * Replay contract: a record only says where to look (update-open-review.ts), so one that comes again or late does no harm. One that never
 * comes is replayed like any other (docs/deploying.md); until then the audit tells of it.
 */
import { isDeepStrictEqual } from 'node:util';
import { eventOfImage } from '#core/events';
import { outcomeOfImage, type StoredOutcome } from '#core/picks';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import type { PickId } from '#schemas/common';
import { eventReview } from './open-review-rules.ts';
import type { OpenReviewMessage } from './update-open-review.ts';

const send = (message: OpenReviewMessage): Promise<void> => enqueue(env('REVIEWS_QUEUE_URL'), [message]);

export const requestReviewOfEvent = projection({
  name: 'request-review-of-event',
  entity: 'event',
  row: eventOfImage,
  when: ({ before, after }) =>
    after && !isDeepStrictEqual(before && eventReview(before), eventReview(after)) ? { eventId: after.eventId } : null,
  run: send,
});

const opensOrEnds = ({ review, previous }: StoredOutcome): boolean => review !== undefined || previous?.review !== undefined;

export const requestReviewOfPick = projection({
  name: 'request-review-of-pick',
  entity: 'outcome',
  row: outcomeOfImage,
  when: ({ before, after }) => (!before && after && opensOrEnds(after) ? { pickId: after.pickId as PickId } : null),
  run: send,
});
