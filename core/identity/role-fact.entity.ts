import { entity, FACT_NUMBER, primary } from '#data/entity';
import { Role } from '#schemas/users';

/** One role that a user was given: appended, never changed. Someone without a row has always been a `user`. */
export const roleFactEntity = entity('rolefact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each user. */
    number: FACT_NUMBER,
    role: { type: Role.options, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** The job of the operator who decided. */
    by: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
