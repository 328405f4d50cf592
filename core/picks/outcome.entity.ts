import { entity, FACT_NUMBER, primary } from '#data/entity';
import { outcomeAttributes } from './outcome-attributes.ts';

/**
 * One grading of a pick, append-only: the fact from which every statistic follows. `previous` is what counted until now, so that what
 * changes can be read off this item alone.
 */
export const outcomeEntity = entity('outcome', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    version: FACT_NUMBER,
    authorId: { type: 'string', required: true, readOnly: true },
    /** All stakes put down: what counts as turnover. */
    stake: { type: 'number', required: true, readOnly: true },
    policyVersion: { type: 'string', required: true, readOnly: true },
    ...outcomeAttributes,
    /** When it was appended, by the clock: later than the fact by as long as the queues took. */
    writtenAt: { type: 'string', required: true, readOnly: true },
    previous: {
      type: 'map',
      readOnly: true,
      properties: {
        result: { type: 'string', required: true },
        profit: { type: 'number', required: true },
        clv: { type: 'number' },
        review: { type: 'string' },
      },
    },
  },
  indexes: { primary: primary(['pickId'], ['version']) },
});
