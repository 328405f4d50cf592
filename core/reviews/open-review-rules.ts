import type { EventState, StoredEvent } from '#core/events';
import type { StoredPick } from '#core/picks';
import type { Review } from './open-review.store.ts';

/** The states that no clock ends: of a suspended game an admin states that it went on, or that it did not. */
const WITHOUT_RESULT: readonly EventState[] = ['needs_review', 'suspended'];
/** True for an event's review whose reason is that it has no result. */
export const isWithoutResult = ({ reason }: Review): boolean => WITHOUT_RESULT.some((state) => state === reason);

/** The reason for which an event waits for an admin; null when it does not. It follows from the event as it stands alone. */
export function eventReview({ state, disputedHash, claim, decision, gradingAt, seenAt }: StoredEvent): Review | null {
  if (disputedHash !== null && claim) return { reason: 'disputed', openedAt: claim.recordedAt };
  if (decision?.confirmation === 'waiting') return { reason: 'unconfirmed', openedAt: decision.recordedAt };
  return WITHOUT_RESULT.includes(state) ? { reason: state, openedAt: gradingAt ?? seenAt } : null;
}

/** The reason for which a pick waits for an admin, by its newest outcome; null when it does not. */
export function pickReview({ outcome }: StoredPick): Review | null {
  return outcome?.review === undefined ? null : { reason: outcome.review, openedAt: outcome.gradedAt };
}
