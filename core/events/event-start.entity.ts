import { entity, FACT_NUMBER, primary } from '#data/entity';

/** One start of an event, appended and never changed. */
export const eventStartEntity = entity('eventstart', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    version: FACT_NUMBER,
    startsAt: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['version']) },
});
