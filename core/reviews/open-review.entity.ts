import { entity, gsi1, primary } from '#data/entity';

/** Something that waits for an admin: an event, or a pick on it. Derived, and gone when nothing is waited for; in the index by age. */
export const openReviewEntity = entity('openreview', {
  attributes: {
    /** Of a ticket, the event of its first leg. */
    eventId: { type: 'string', required: true, readOnly: true },
    /** `-`: the event itself. */
    pickId: { type: 'string', required: true, readOnly: true },
    list: { type: ['open'] as const, required: true, readOnly: true },
    reason: { type: 'string', required: true },
    openedAt: { type: 'string', required: true },
  },
  indexes: {
    primary: primary(['eventId'], ['pickId']),
    byAge: gsi1(['list'], ['openedAt', 'eventId', 'pickId'], ['openedAt', 'eventId', 'pickId']),
  },
});
