import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * An exclusion that outlives its account: the address of a person who left it, or was erased, while excluded. The key is the address' HMAC, so
 * that the row names nobody. TTL deletes the row after the end.
 */
export const addressExclusionEntity = entity('addressexclusion', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    excludedUntil: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['identityKey']) },
});
