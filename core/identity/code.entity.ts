import { EXPIRES_AT, entity, primary } from '#data/entity';

/** The one code that an address can be proven with now. A new one takes its place. */
export const codeEntity = entity('code', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    /** HMAC of address and code. */
    mac: { type: 'string', required: true },
    tries: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
