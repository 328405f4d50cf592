import { EXPIRES_AT, entity, primary } from '#data/entity';

/** An address that said it was under age. It says nothing else for a day. */
export const ageRefusalEntity = entity('agerefusal', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    refusedAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
