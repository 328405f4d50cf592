import { entity, FACT_NUMBER, primary } from '#data/entity';

/** One score of the provider that contradicts an admin's decision. Admins see it; no pick is graded from it. Appended and never changed. */
export const eventClaimEntity = entity('eventclaim', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each event. */
    number: FACT_NUMBER,
    home: { type: 'number', required: true, readOnly: true },
    away: { type: 'number', required: true, readOnly: true },
    /** ResultDetails, if the provider gave any. */
    details: { type: 'any', readOnly: true },
    /** The job that read it. */
    source: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['number']) },
});
