import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The one valid code of an address. A new code replaces it. */
export const codeEntity = entity('code', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    /** The HMAC of address and code, hex. */
    mac: { type: 'string', required: true },
    tries: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
