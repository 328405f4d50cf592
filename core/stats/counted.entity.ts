import { entity, primary } from '#data/entity';

/** The mark that a fact of a pick has been counted: `outcome#1`, `placed`, `withdrawn`. Kept for ever, since a replay may come at any time. */
export const countedEntity = entity('counted', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    fact: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['pickId'], ['fact']) },
});
