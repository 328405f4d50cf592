import { EXPIRES_AT, entity, primary } from '#data/entity';

/** An address whose owner stated an age under 18. It cannot register for a day, with any date of birth. */
export const ageRefusalEntity = entity('agerefusal', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    refusedAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
