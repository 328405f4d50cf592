import type { StoredEvent } from '#core/events';
import type { StoredPick } from '#core/picks';
import type { Review } from './open-review.store.ts';

/** Why an event waits for an admin; null when it does not. What it says of itself decides, so that it can be asked again at any time. */
export function eventReview({ state, disputed, claim, decision, gradingAt, seenAt }: StoredEvent): Review | null {
  if (disputed !== null && claim) return { reason: 'disputed', openedAt: claim.recordedAt };
  if (decision?.confirmation === 'waiting') return { reason: 'unconfirmed', openedAt: decision.recordedAt };
  return state === 'needs_review' ? { reason: 'needs_review', openedAt: gradingAt ?? seenAt } : null;
}

/** The same of a pick: its newest outcome says so. */
export function pickReview({ outcome }: StoredPick): Review | null {
  return outcome?.review === undefined ? null : { reason: outcome.review, openedAt: outcome.gradedAt };
}
