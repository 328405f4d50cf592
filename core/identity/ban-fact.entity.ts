import { entity, FACT_NUMBER, primary } from '#data/entity';
import { BanScope } from '#schemas/users';

/** One ban of a user, or the lifting of their bans of one scope: appended, never changed. `number` counts from 1 for each user. */
export const banFactEntity = entity('banfact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    kind: { type: ['ban', 'lift'] as const, required: true, readOnly: true },
    scope: { type: BanScope.options, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** The moderator who decided, by id, or the job of the operator. */
    by: { type: 'string', required: true, readOnly: true },
    startsAt: { type: 'string', required: true, readOnly: true },
    /** The end of a ban. Absent for a ban without an end, and for a lifting. */
    endsAt: { type: 'string', readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
