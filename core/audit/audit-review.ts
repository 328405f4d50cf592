import { type Review, type ReviewKey, reviewOf } from '#core/reviews';
import { type Difference, differences } from './difference.ts';

/** Whether an admin is asked to look where somebody has to, and nowhere else. One read. */
export async function auditReview(key: ReviewKey, should: Review | null): Promise<Difference[]> {
  const row = await reviewOf(key);
  return differences(
    `what waits for an admin, ${key.pickId === null ? `event ${key.eventId}` : `pick ${key.pickId}`}`,
    { ...row },
    { reason: should?.reason, openedAt: should?.openedAt },
  );
}
