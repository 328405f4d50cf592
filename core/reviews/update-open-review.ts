/**
 * The reviews queue. A message only says where to look: the row is made of the item as it is now, and of the item once more after the row is
 * written, until both are the same. So of two runs beside each other the later one leaves what is true, and a message that comes again or
 * late writes what stands already.
 */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { findEvent } from '#core/events';
import { pickById } from '#core/picks';
import { count } from '#platform/log';
import { EventId, PickId } from '#schemas/common';
import { type Review, type ReviewKey, writeReview } from './open-review.store.ts';
import { eventReview, pickReview } from './open-review-rules.ts';

/** The event or the pick whose row may have to change. */
export const OpenReviewMessage = z.union([z.strictObject({ eventId: EventId }), z.strictObject({ pickId: PickId })]);
export type OpenReviewMessage = z.infer<typeof OpenReviewMessage>;

/** Two reads and a write, one read more for a pick. @throws when the item changes again and again meanwhile */
export async function updateOpenReview(message: OpenReviewMessage): Promise<void> {
  if ('pickId' in message) return updateOfPick(message.pickId);
  const review = await keep({ eventId: message.eventId, pickId: null }, async () => {
    const event = await findEvent(message.eventId);
    return event && eventReview(event);
  });
  if (review) count('event.review');
}

async function updateOfPick(pickId: PickId): Promise<void> {
  const eventId = (await pickById(pickId))?.legs[0]?.eventId;
  if (eventId === undefined) return;
  await keep({ eventId: eventId as EventId, pickId }, async () => {
    const pick = await pickById(pickId);
    return pick && pickReview(pick);
  });
}

const TRIES = 5;

/** @returns the review that is written now */
async function keep(key: ReviewKey, read: () => Promise<Review | null>): Promise<Review | null> {
  let review = await read();
  for (let left = TRIES; left > 0; left--) {
    await writeReview(key, review);
    const now = await read();
    if (isDeepStrictEqual(now, review)) return review;
    review = now;
  }
  throw new Error(`what waits for an admin keeps changing: ${key.pickId ?? key.eventId}`);
}
