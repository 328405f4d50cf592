/**
 * What waits for an admin follows from events and picks as they stand.
 * Replay contract: a record only says where to look. The row is made of the item as it is now, and of the item once more after the row is
 * written, until both are the same; so of two runs beside each other the later one always leaves what is true, and a record that comes
 * again, or after a newer one, writes what stands already. One that never comes is replayed like any other (docs/deploying.md); until
 * then the audit tells of it.
 */
import { isDeepStrictEqual } from 'node:util';
import { findEvent } from '#core/events';
import { pickById, type StoredOutcome } from '#core/picks';
import type { Change } from '#platform/change';
import { count } from '#platform/log';
import type { EventId, PickId } from '#schemas/common';
import { type Review, type ReviewKey, writeReview } from './open-review.store.ts';
import { eventReview, pickReview } from './open-review-rules.ts';

/** What of an event's image decides whether it waits. */
interface EventImage {
  readonly eventId: EventId;
  readonly state: string;
  readonly disputed?: string;
  readonly decision?: { readonly number: number; readonly confirmation: string };
}
const matters = ({ state, disputed, decision }: EventImage) => [
  state === 'needs_review',
  disputed ?? null,
  decision?.confirmation === 'waiting' && decision.number,
];

export async function projectEventReview({ before, after }: Change): Promise<void> {
  const [was, is] = [before, after] as unknown as [EventImage | null, EventImage | null];
  if (!is || isDeepStrictEqual(was ? matters(was) : NOTHING, matters(is))) return;
  const { eventId } = is;
  const review = await keep({ eventId, pickId: null }, async () => {
    const event = await findEvent(eventId);
    return event && eventReview(event);
  });
  if (review) count('event.review');
}
const NOTHING = matters({ eventId: '' as EventId, state: 'scheduled' });

/** To be called for each outcome that was appended. One that neither opens a review nor ends one costs nothing. */
export async function projectPickReview({ previous, review, pickId }: StoredOutcome): Promise<void> {
  if (review === undefined && previous?.review === undefined) return;
  const eventId = (await pickById(pickId))?.legs[0]?.eventId;
  if (eventId === undefined) return;
  await keep({ eventId: eventId as EventId, pickId: pickId as PickId }, async () => {
    const pick = await pickById(pickId);
    return pick && pickReview(pick);
  });
}

const TRIES = 5;

/** @returns what is written now */
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
