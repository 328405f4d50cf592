import { eventSubjects, findEvent } from '#core/events';
import { pickById, pickSubjects, type StoredPick } from '#core/picks';
import { auditEach, type Difference, differencesOf, type Upkeep } from '#data/upkeep';
import type { EventId, PickId } from '#schemas/common';
import { type Review, type ReviewKey, reviewOf } from './open-review.store.ts';
import { eventReview, pickReview } from './open-review-rules.ts';
import { updateOpenReview } from './update-open-review.ts';

/** Compares each event with its row in the list of reviews. Two reads an event. The repair writes the row as the event now is. */
export const eventReviewUpkeep: Upkeep = {
  ...eventSubjects,
  audit: (eventIds) =>
    auditEach(eventIds, async (id) => {
      const eventId = id as EventId;
      const event = await findEvent(eventId);
      return event ? auditRow({ eventId, pickId: null }, eventReview(event)) : [];
    }),
  repair: async (eventId) => {
    await updateOpenReview({ eventId: eventId as EventId });
    return [`review of event ${eventId}`];
  },
};

/** The same for each pick and its row. */
export const pickReviewUpkeep: Upkeep = {
  ...pickSubjects,
  audit: (pickIds) =>
    auditEach(pickIds, async (pickId) => {
      const pick = await pickById(pickId);
      return pick ? auditRow(keyOf(pick), pickReview(pick)) : [];
    }),
  repair: async (pickId) => {
    await updateOpenReview({ pickId: pickId as PickId });
    return [`review of pick ${pickId}`];
  },
};

/** The row of a ticket lies at the event of its first leg. */
const keyOf = ({ pickId, legs }: StoredPick): ReviewKey => ({ eventId: legs[0]?.eventId as EventId, pickId });

async function auditRow(key: ReviewKey, should: Review | null): Promise<Difference[]> {
  const of = `review of ${key.pickId === null ? `event ${key.eventId}` : `pick ${key.pickId}`}`;
  return differencesOf(of, await reviewOf(key), { reason: should?.reason, openedAt: should?.openedAt });
}
