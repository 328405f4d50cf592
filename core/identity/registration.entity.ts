import { EXPIRES_AT, entity, primary } from '#data/entity';

/** An address that was proven and that nobody has: who holds the token may register it, once. Kept under the token's hash. */
export const registrationEntity = entity('registration', {
  attributes: {
    tokenHash: { type: 'string', required: true, readOnly: true },
    identityKey: { type: 'string', required: true, readOnly: true },
    channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
    /** The address, sealed about its identity key. */
    sealed: { type: 'string', required: true, readOnly: true },
    verifiedAt: { type: 'string', required: true, readOnly: true },
    usedAt: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['tokenHash']) },
});
