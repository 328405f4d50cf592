import { EVENT_STATES } from '#core/events';
import { entity, FACT_NUMBER, primary } from '#data/entity';

/** One word of an admin on an event, appended and never changed. */
export const eventDecisionEntity = entity('eventdecision', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each event. */
    number: FACT_NUMBER,
    /** The admin's user id. */
    by: { type: 'string', required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    state: { type: EVENT_STATES, required: true, readOnly: true },
    /** Of state, score and details, as they were said. */
    content: { type: 'string', required: true, readOnly: true },
    /** What then stood: how many states and results there were. */
    stateVersion: { type: 'number', required: true, readOnly: true },
    resultVersion: { type: 'number', required: true, readOnly: true },
    /** The number of the decision that this one, by another admin, says as well. */
    confirms: { type: 'number', readOnly: true },
    /** The number of the decision that this one repeats in the face of a provider's claim. */
    upholds: { type: 'number', readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['number']) },
});
