import { entity, FACT_NUMBER, primary } from '#data/entity';

/** The appeal against a ban. The key holds that there is one. Its text is the copy of its case. */
export const appealEntity = entity('appeal', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    /** The number of the ban. */
    number: FACT_NUMBER,
    caseId: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['number']) },
});
