import type * as z from 'zod';
import type { User } from '#actor';
import { findEvents } from '#core/events';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { ListWaitingEvents } from '#schemas/admin';
import type { EventId } from '#schemas/common';
import { type ListedReview, listedReviews, reviewsOf } from './open-review.store.ts';
import { isWithoutResult } from './open-review-rules.ts';

type WaitingEvent = z.input<(typeof ListWaitingEvents.replies)[200]>[number];

/** Entries of the list of reviews to a read, most of which may be picks: 0.5 RRU for some 30. */
const PER_READ = 101;
/** The row of a review and the event. */
const UNITS = 2;

/**
 * A page of the events that wait for a result, those that wait longest first: the provider is silent about them, their league calls them
 * overdue, or they are suspended. They are the events in the list of reviews with these reasons. Two round trips for each 100 entries of that list.
 * @throws INVALID_INPUT for a cursor of another list
 */
export const listWaitingEvents = (
  _: User,
  { cursor, limit }: z.output<typeof ListWaitingEvents.query>,
): Promise<Page<WaitingEvent>> =>
  fillPage(
    'waiting-events',
    { cursor, limit },
    {
      read: listedReviews,
      perRead: PER_READ,
      admits: ({ pickId }) => pickId === null,
      units: () => UNITS,
      positionOf: ({ openedAt, eventId, pickId }) => [openedAt, eventId, pickId ?? ''].join(' '),
      show: waitingEvents,
    },
  );

async function waitingEvents(entries: readonly ListedReview[]): Promise<(WaitingEvent | null)[]> {
  const ids = entries.map(({ eventId }) => eventId);
  const [reviews, events] = await Promise.all([reviewsOf(entries), findEvents(ids)]);
  return ids.map((eventId: EventId) => {
    const [review, event] = [reviews.get(eventId), events.get(eventId)];
    if (!review || !isWithoutResult(review) || !event) return null;
    const { league, home, away, title, startsAt } = event;
    return { eventId, league, home, away, title, startsAt, waitsSince: review.openedAt };
  });
}
