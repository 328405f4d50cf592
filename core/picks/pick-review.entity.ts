import { entity, FACT_NUMBER, primary } from '#data/entity';

/** What an admin decided of a pick that no rule could, or that is final: appended and never changed. */
export const pickReviewEntity = entity('pickreview', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    /** Which leg, from 0; absent: the whole ticket. */
    leg: { type: 'number', readOnly: true },
    result: { type: 'string', required: true, readOnly: true },
    won: { type: 'string', required: true, readOnly: true },
    returned: { type: 'string', required: true, readOnly: true },
    lost: { type: 'string', required: true, readOnly: true },
    /** The admin's user id. */
    by: { type: 'string', required: true, readOnly: true },
    reason: { type: 'string', required: true, readOnly: true },
    recordedAt: { type: 'string', required: true, readOnly: true },
    /** Whether it grades: not while a final pick's correction waits for a second admin. */
    counts: { type: 'boolean', required: true, readOnly: true },
    /** The number of the review that this second admin agreed with. */
    confirms: { type: 'number', readOnly: true },
  },
  indexes: { primary: primary(['pickId'], ['number']) },
});
