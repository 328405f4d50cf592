import { entity, primary } from '#data/entity';

/** The newest instant at which any account became private: one item for the whole table. Answers that are kept for all callers depend on it. */
export const privacyMarkEntity = entity('privacymark', {
  attributes: {
    name: { type: 'string', required: true, readOnly: true },
    /** Epoch milliseconds. */
    at: { type: 'number', required: true },
  },
  indexes: { primary: primary(['name']) },
});
