/** What happens to picks as their event lives: its lock is announced, its result graded, what got lost made good. */
export { announceLock } from './announce-lock.ts';
export { EventMessage } from './event-pages.ts';
export { factsOfPick, type Known } from './gradable.ts';
export { listReviews } from './list-reviews.ts';
export { lockEvent } from './lock-event.ts';
export { type Review, type ReviewKey, reviewOf } from './open-review.store.ts';
export { eventReview, pickReview } from './open-review-rules.ts';
export { projectBetting } from './project-betting.ts';
export { reviewPick } from './review-pick.ts';
export { GradingMessage, requestGrading, settle } from './settle-event.ts';
export { nextOutcome, settlePick } from './settle-pick.ts';
export { sweepEvents } from './sweep-events.ts';
