import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The links to a book that were followed on a day in UTC. */
export const clickCountEntity = entity('clickcount', {
  attributes: {
    /** Such as `2026-11`. */
    month: { type: 'string', required: true, readOnly: true },
    day: { type: 'string', required: true, readOnly: true },
    book: { type: 'string', required: true, readOnly: true },
    clicks: { type: 'number' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['month'], ['day', 'book']) },
});
