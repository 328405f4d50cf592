import { entity, primary } from '#data/entity';

/**
 * The lock of an event, which each pick's transaction checks. It is apart from the event, so that prices and results never conflict with
 * picks, and in several copies, each in its own partition, so that picks of one event do not conflict with each other.
 */
export const eventLockEntity = entity('eventlock', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    copy: { type: 'number', required: true, readOnly: true },
    /** The start in force. */
    startsAt: { type: 'string', required: true },
    /** Picks accepted at or before this instant stay locked, although the start in force may be in the future again. */
    lockedThrough: { type: 'string' },
  },
  indexes: { primary: primary(['eventId', 'copy']) },
});
