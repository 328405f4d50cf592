import { entity, primary } from '#data/entity';

/** Marks a fact of a pick as counted: `outcome#1`, `placed`, `withdrawn`. Never deleted, since a replay may come at any time. */
export const countedEntity = entity('counted', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    fact: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['pickId'], ['fact']) },
});
