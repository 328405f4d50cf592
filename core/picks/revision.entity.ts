import { entity, FACT_NUMBER, primary } from '#data/entity';
import { termsAttributes } from './terms-attributes.ts';

/** The terms of a pick from one instant on. Each change appends one. */
export const revisionEntity = entity('revision', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    revision: FACT_NUMBER,
    at: { type: 'string', required: true, readOnly: true },
    ...termsAttributes,
  },
  indexes: { primary: primary(['pickId'], ['revision']) },
});
