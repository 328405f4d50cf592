import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A verified address without an account. The holder of its token may register it, once. Stored under the token's hash. */
export const registrationEntity = entity('registration', {
  attributes: {
    tokenHash: { type: 'string', required: true, readOnly: true },
    identityKey: { type: 'string', required: true, readOnly: true },
    channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
    /** The address, sealed with its identity key as owner. */
    sealed: { type: 'string', required: true, readOnly: true },
    verifiedAt: { type: 'string', required: true, readOnly: true },
    usedAt: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['tokenHash']) },
});
