import type * as z from 'zod';
import type { User } from '#actor';
import { findEvents } from '#core/events';
import { type Page, readCursor, signCursor } from '#data/cursor';
import type { ListReviews } from '#schemas/admin';
import { pageOfReviews } from './open-review.store.ts';

type ReviewRow = z.input<(typeof ListReviews.replies)[200]>[number];

/** A page of what waits for an admin, the oldest first. Three round trips. @throws INVALID_INPUT for a cursor of another list */
export async function listReviews(_: User, { cursor, limit }: z.output<typeof ListReviews.query>): Promise<Page<ReviewRow>> {
  const page = await pageOfReviews(await readCursor(LIST, cursor), limit);
  const events = await findEvents(page.reviews.flatMap(({ eventId, pickId }) => (pickId === null ? [eventId] : [])));
  const items = page.reviews.map((review): ReviewRow => {
    const event = review.pickId === null ? events.get(review.eventId) : undefined;
    const claim = event && event.disputedHash !== null ? event.claim : null;
    return {
      kind: review.pickId === null ? 'event' : 'pick',
      ...review,
      claim: claim && { home: claim.home, away: claim.away, recordedAt: claim.recordedAt },
    };
  });
  return { items, cursor: await signCursor(LIST, page.cursor) };
}
const LIST = 'reviews';
