import { batchAll } from '#data/batch';
import type { EventId, PickId } from '#schemas/common';
import { openReviewEntity } from './open-review.entity.ts';

export interface ReviewKey {
  readonly eventId: EventId;
  /** Null: the event itself. */
  readonly pickId: PickId | null;
}
/** The reason for which an admin is asked to look, and the instant since when. */
export interface Review {
  readonly reason: string;
  readonly openedAt: string;
}

const EVENT_ITSELF = '-';
const rowKey = ({ eventId, pickId }: ReviewKey) => ({ eventId: eventId as string, pickId: pickId ?? EVENT_ITSELF });

/** Writes the row of a review, or deletes it for null. One write; the same again changes nothing. */
export async function writeReview(key: ReviewKey, review: Review | null): Promise<void> {
  if (review)
    await openReviewEntity()
      .put({ ...rowKey(key), list: 'open', ...review })
      .go();
  else await openReviewEntity().delete(rowKey(key)).go();
}

/** The open review of an event or a pick. Consistent; 1 RRU. */
export async function reviewOf(key: ReviewKey): Promise<Review | null> {
  const { data } = await openReviewEntity().get(rowKey(key)).go({ consistent: true });
  return data && { reason: data.reason, openedAt: data.openedAt };
}

/** A page of open reviews, the oldest first: a query of the index and a BatchGet. Reviews that were closed in between are left out. */
export async function pageOfReviews(after: string | null, limit: number) {
  const { data, cursor } = await openReviewEntity().query.byAge({ list: 'open' }).go({ cursor: after, limit });
  const rows = await batchAll(
    data.map(({ eventId, pickId }) => ({ eventId, pickId })),
    (some) => openReviewEntity().get(some).go(),
  );
  const reviews = rows
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map(({ eventId, pickId, reason, openedAt }) => ({
      eventId: eventId as EventId,
      pickId: pickId === EVENT_ITSELF ? null : (pickId as PickId),
      reason,
      openedAt,
    }));
  return { reviews, cursor };
}
const orderOf = ({ openedAt, eventId, pickId }: { openedAt: string; eventId: string; pickId: string }): string =>
  `${openedAt} ${eventId} ${pickId}`;

/** An entry of the list of open reviews, as the index has it. */
export type ListedReview = ReviewKey & Pick<Review, 'openedAt'>;

/** Open reviews after a position (`openedAt eventId pickId`), the oldest first. One query of the index, 0.5 RRU for some 30. */
export async function listedReviews(after: string | null, count: number): Promise<ListedReview[]> {
  const [openedAt = '', eventId = '', pickId = ''] = after?.split(' ') ?? [];
  const all = openReviewEntity().query.byAge({ list: 'open' });
  const query = after === null ? all : all.gt({ openedAt, eventId, pickId: pickId || EVENT_ITSELF });
  const { data } = await query.go({ limit: count });
  return data.map((row) => ({
    openedAt: row.openedAt,
    eventId: row.eventId as EventId,
    pickId: row.pickId === EVENT_ITSELF ? null : (row.pickId as PickId),
  }));
}

/** The open reviews of events themselves, without those that were closed in between. One BatchGet, 0.5 RRU each. */
export async function reviewsOf(keys: readonly ReviewKey[]): Promise<ReadonlyMap<EventId, Review>> {
  const rows = await batchAll(keys.map(rowKey), (some) => openReviewEntity().get(some).go());
  return new Map(rows.map(({ eventId, reason, openedAt }) => [eventId as EventId, { reason, openedAt }]));
}
