import { entity, primary } from '#data/entity';

/**
 * The owner of an address, or of an account at an identity provider. One item per key gives it one owner. The address itself is stored sealed
 * on the user.
 */
export const identityEntity = entity('identity', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** The channel of an address, or the identity provider. */
    channel: { type: ['email', 'sms', 'google', 'apple'] as const, required: true, readOnly: true },
    /** The subject of the provider's ID tokens, sealed with `identityKey` as owner. Absent for an address. */
    sealed: { type: 'string', readOnly: true },
    /** Apple's refresh token, sealed with `identityKey` as owner, by which the sign-in is revoked there. */
    appleToken: { type: 'string' },
    /** The instant of the newest notification of Apple about the consent, and of the newest one about the relay address. */
    consentEventAt: { type: 'string' },
    mailEventAt: { type: 'string' },
    verifiedAt: { type: 'string', required: true, readOnly: true },
    /** The last proof of the address, to the day. Absent: `verifiedAt`. */
    seenAt: { type: 'string' },
  },
  indexes: { primary: primary(['identityKey']) },
});
