import { entity, FACT_NUMBER, primary } from '#data/entity';
import { EVENT_STATES } from './event-facts.ts';

/** One state of an event with its source and its reason, appended and never changed. */
export const eventStateEntity = entity('eventstate', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    version: FACT_NUMBER,
    state: { type: EVENT_STATES, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** The job that inferred it, or the user id of the admin who decided it. */
    source: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['version']) },
});
