import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A nonce that an ID token was taken with. Stored under its hash until it would have expired. */
export const spentNonceEntity = entity('spentnonce', {
  attributes: {
    nonceHash: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['nonceHash']) },
});
