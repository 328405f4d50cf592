import { entity, primary } from '#data/entity';

/**
 * What a pick's transaction checks, and nothing else, so that prices and results never collide with picks. In several copies, so that
 * picks of one event do not collide with each other; each in a partition of its own.
 */
export const eventLockEntity = entity('eventlock', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    copy: { type: 'number', required: true, readOnly: true },
    /** The start in force. */
    startsAt: { type: 'string', required: true },
    /** What was accepted up to this instant is locked for ever, although the start in force may lie ahead again. */
    lockedThrough: { type: 'string' },
  },
  indexes: { primary: primary(['eventId', 'copy']) },
});
