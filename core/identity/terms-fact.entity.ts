import { entity, primary } from '#data/entity';

/** Versions of the terms of use and the privacy text that a user has accepted: appended, never changed. The same versions are one fact. */
export const termsFactEntity = entity('termsfact', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    terms: { type: 'string', required: true, readOnly: true },
    privacy: { type: 'string', required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['terms', 'privacy']) },
});
