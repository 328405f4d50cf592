import { EVENT_STATES } from '#core/events';
import { entity, FACT_NUMBER, primary } from '#data/entity';

/** One decision of an admin on an event, appended and never changed. */
export const eventDecisionEntity = entity('eventdecision', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each event. */
    number: FACT_NUMBER,
    /** The admin's user id. */
    by: { type: 'string', required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    state: { type: EVENT_STATES, required: true, readOnly: true },
    /** See statementHash. */
    contentHash: { type: 'string', required: true, readOnly: true },
    /** The number of states of the event after the decision. */
    stateVersion: { type: 'number', required: true, readOnly: true },
    /** The number of results of the event after the decision. */
    resultVersion: { type: 'number', required: true, readOnly: true },
    /** The number of another admin's decision that this one confirms. */
    confirms: { type: 'number', readOnly: true },
    /** The number of the decision that this one repeats after a claim of the provider. */
    upholds: { type: 'number', readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['eventId'], ['number']) },
});
