import { entity, FACT_NUMBER, primary } from '#data/entity';
import { termsAttributes } from './terms-attributes.ts';

/** What a pick said at one time. Appended with each change, never overwritten. */
export const revisionEntity = entity('revision', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    revision: FACT_NUMBER,
    at: { type: 'string', required: true, readOnly: true },
    ...termsAttributes,
  },
  indexes: { primary: primary(['pickId'], ['revision']) },
});
