/** Reviews: the events and picks that wait for an admin, and an admin's decision on a pick. */
export { listReviews } from './list-reviews.ts';
export { listWaitingEvents } from './list-waiting-events.ts';
export { requestReviewOfEvent, requestReviewOfPick } from './open-review.projection.ts';
export { eventReviewUpkeep, pickReviewUpkeep } from './open-review.upkeep.ts';
export { reviewPick } from './review-pick.ts';
export { OpenReviewMessage, updateOpenReview } from './update-open-review.ts';
