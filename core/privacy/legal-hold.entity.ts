import { entity, primary } from '#data/entity';

/** A moderator's order to keep everything about a person, also after they have asked for its deletion. The trail has who gave it and why. */
export const legalHoldEntity = entity('legalhold', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    by: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    at: { type: 'string', required: true },
  },
  indexes: { primary: primary(['userId']) },
});
