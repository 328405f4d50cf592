import { entity, FACT_NUMBER, primary } from '#data/entity';

/** The whole of a long analysis, beside its pick, so that lists and settlement do not read it. It never changes. */
export const analysisEntity = entity('analysis', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    /** The revision that brought it. Later ones that keep it name this one. */
    revision: FACT_NUMBER,
    text: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['pickId'], ['revision']) },
});
