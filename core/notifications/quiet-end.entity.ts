import { EXPIRES_AT, entity, primary } from '#data/entity';

/** Somebody for whom something was held in their quiet hours, by the quarter of an hour in which these end. In no index. */
export const quietEndEntity = entity('quietend', {
  attributes: {
    /** The quarter, by its beginning: `2026-11-23T07:00:00.000Z`. */
    quarter: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** The instant from which on something was held. */
    since: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['quarter'], ['userId']) },
});
