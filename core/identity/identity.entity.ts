import { entity, primary } from '#data/entity';

/** The owner of an address. One item per address gives it one owner. The address itself is stored sealed on the user. */
export const identityEntity = entity('identity', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
    verifiedAt: { type: 'string', required: true, readOnly: true },
    /** The last proof of the address, to the day. Absent: `verifiedAt`. */
    seenAt: { type: 'string' },
  },
  indexes: { primary: primary(['identityKey']) },
});
