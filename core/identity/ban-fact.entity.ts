import { entity, FACT_NUMBER, primary } from '#data/entity';

/** What was ever decided against a user, or lifted again: appended, never changed. `number` counts from 1 for each user. */
export const banFactEntity = entity('banfact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    kind: { type: ['ban', 'lift'] as const, required: true, readOnly: true },
    scope: { type: ['account'] as const, required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    /** Who decided, and when. */
    by: { type: 'string', required: true, readOnly: true },
    startsAt: { type: 'string', required: true, readOnly: true },
    /** Of a ban. Absent: until it is lifted. */
    endsAt: { type: 'string', readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
