import { CustomAttributeType } from 'electrodb';
import { entity, FACT_NUMBER, primary } from '#data/entity';
import type { CareFact } from './standing-rules.ts';

/** One fact about a person's place, age or care for themselves: appended, never changed. */
export const careFactEntity = entity('carefact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** Counts from 1 for each user. */
    number: FACT_NUMBER,
    /** The kind of the fact with its values (standing-rules.ts). */
    stated: { type: CustomAttributeType<CareFact>('any'), required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
