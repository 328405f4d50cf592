import { resultHash, type StandingClaim, type StoredEvent } from '#core/events';
import type { Score } from '#schemas/settlement';

/** The score of a game as the provider shows it. */
export interface ShownScore {
  readonly completed: boolean;
  readonly score: Score | null;
}

/** A new claim of the provider against an admin's decision, or its agreement after an earlier claim. Nothing is graded from either. */
export type ClaimDecision =
  | { readonly what: 'claim'; readonly contentHash: string }
  | { readonly what: 'agrees'; readonly claim: StandingClaim };

/**
 * Decides whether the provider's score is a claim against an admin's decision. Only scores are compared, since the provider has no details
 * to contradict. A score that every poll repeats is one claim, until the provider shows another.
 * @returns null when there is nothing to store
 */
export function decideClaim(event: StoredEvent, seen: ShownScore | null): ClaimDecision | null {
  // A field has no score that could contradict its places.
  if (!event.pinned || event.title !== null || !seen?.completed || !seen.score) return null;
  const contentHash = resultHash(seen.score, null);
  const pinned = event.state === 'final' && event.result ? resultHash(event.result, null) : event.state;
  const { claim } = event;
  if (contentHash === pinned) return claim && claim.contentHash !== null ? { what: 'agrees', claim } : null;
  return claim?.contentHash === contentHash ? null : { what: 'claim', contentHash };
}
