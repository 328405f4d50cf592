import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The provider's credits that were spent in a month, by the part of the budget that paid. */
export const creditEntity = entity('credits', {
  attributes: {
    /** A calendar month in UTC: `2026-09`. */
    month: { type: 'string', required: true, readOnly: true },
    planned: { type: 'number' },
    closing: { type: 'number' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['month']) },
});
