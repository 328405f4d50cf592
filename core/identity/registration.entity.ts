import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * A proven address, a proven account at an identity provider, or both, that nobody has. The holder of its token may register, once. Stored under
 * the token's hash.
 */
export const registrationEntity = entity('registration', {
  attributes: {
    tokenHash: { type: 'string', required: true, readOnly: true },
    /** Absent without an address. */
    address: {
      type: 'map',
      readOnly: true,
      properties: {
        identityKey: { type: 'string', required: true },
        channel: { type: ['email', 'sms'] as const, required: true },
        /** The address, sealed with its identity key as owner. */
        sealed: { type: 'string', required: true },
      },
    },
    /** The account at an identity provider, as the entity `identity` has it. Absent without one. */
    identity: {
      type: 'map',
      readOnly: true,
      properties: {
        identityKey: { type: 'string', required: true },
        provider: { type: ['google', 'apple'] as const, required: true },
        sealed: { type: 'string', required: true },
        appleToken: { type: 'string' },
      },
    },
    /** The provider has named the address and does not own it: the token registers nobody, and is given with a code of the address. */
    awaitsCode: { type: 'boolean', readOnly: true },
    verifiedAt: { type: 'string', required: true, readOnly: true },
    usedAt: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['tokenHash']) },
});
