import { entity, FACT_NUMBER, primary } from '#data/entity';
import { Tier } from '#schemas/users';

/** One tier that a user was given: appended, never changed. Someone without a row has always been `free`. */
export const tierFactEntity = entity('tierfact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each user. */
    number: FACT_NUMBER,
    tier: { type: Tier.options, required: true, readOnly: true },
    /** The end of the tier. Absent for one without an end. */
    until: { type: 'string', readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** The admin who decided, by id. */
    by: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
