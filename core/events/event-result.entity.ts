import { entity, FACT_NUMBER, primary } from '#data/entity';

/** One published result of an event, appended and never changed. */
export const eventResultEntity = entity('eventresult', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    version: FACT_NUMBER,
    /** The score; absent for a field of competitors. */
    home: { type: 'number', readOnly: true },
    away: { type: 'number', readOnly: true },
    /** ResultDetails: periods, minutes, facts; up to some 64 KB. Absent when only the score is known. */
    details: { type: 'any', readOnly: true },
    /** See resultHash. */
    contentHash: { type: 'string', readOnly: true },
    /** The reason of the admin who entered it. */
    reason: { type: 'string', readOnly: true },
    /** The job that read it from a provider, or the user id of the admin who entered it. */
    source: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['version']) },
});
