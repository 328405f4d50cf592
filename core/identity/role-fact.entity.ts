import { entity, FACT_NUMBER, primary } from '#data/entity';
import { Role } from '#schemas/users';

/** A role that somebody was given or that was taken from them: appended, never changed. Who has none was never more than a user. */
export const roleFactEntity = entity('rolefact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each user. */
    number: FACT_NUMBER,
    role: { type: Role.options, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** Who decided, and when. */
    by: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
