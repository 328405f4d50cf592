import { entity, FACT_NUMBER, primary } from '#data/entity';
import { outcomeAttributes } from './outcome-attributes.ts';

/**
 * One grading of a pick, append-only: every statistic follows from it. `previous` is the outcome that counted before, so that the
 * difference follows from this item alone.
 */
export const outcomeEntity = entity('outcome', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    version: FACT_NUMBER,
    authorId: { type: 'string', required: true, readOnly: true },
    /** All stakes together: the turnover. A round robin's stake times its combinations. */
    stake: { type: 'number', required: true, readOnly: true },
    policyVersion: { type: 'string', required: true, readOnly: true },
    ...outcomeAttributes,
    /** The instant of the append, by the clock: later than `gradedAt` by the time in the queues. */
    writtenAt: { type: 'string', required: true, readOnly: true },
    previous: {
      type: 'map',
      readOnly: true,
      properties: {
        result: { type: 'string', required: true },
        profit: { type: 'number', required: true },
        clv: { type: 'number' },
        priceCheck: { type: 'string' },
        board: outcomeAttributes.board,
        review: { type: 'string' },
      },
    },
  },
  indexes: { primary: primary(['pickId'], ['version']) },
});
