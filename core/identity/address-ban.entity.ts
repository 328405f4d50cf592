import { entity, primary } from '#data/entity';
import { TTL } from '#data/keys';

/**
 * A ban that outlives its account: the address of a person who was erased while banned. The key is the address' HMAC, so the row names nobody.
 * Without `expiresAt` it stands for ever.
 */
export const addressBanEntity = entity('addressban', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    scope: { type: ['all', 'posting', 'messaging'] as const, required: true, readOnly: true },
    expiresAt: { type: 'number', field: TTL },
  },
  indexes: { primary: primary(['identityKey'], ['scope']) },
});
