import { entity, FACT_NUMBER, primary } from '#data/entity';

/** An admin's decision on a pick that no rule can grade, or that is final. Append-only. */
export const pickReviewEntity = entity('pickreview', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    /** The number of the leg, from 0; absent for the ticket. */
    leg: { type: 'number', readOnly: true },
    result: { type: 'string', required: true, readOnly: true },
    won: { type: 'string', required: true, readOnly: true },
    returned: { type: 'string', required: true, readOnly: true },
    lost: { type: 'string', required: true, readOnly: true },
    /** The admin's user id. */
    by: { type: 'string', required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
    /** False while the correction of a final pick waits for a second admin: then it does not grade. */
    counts: { type: 'boolean', required: true, readOnly: true },
    /** The number of the review that this second admin agreed with. */
    confirms: { type: 'number', readOnly: true },
  },
  indexes: { primary: primary(['pickId'], ['number']) },
});
