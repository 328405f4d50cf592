import { entity, primary } from '#data/entity';

/** Whose address this is. One item per address makes it one person's. The address itself, sealed, stands on their user. */
export const identityEntity = entity('identity', {
  attributes: {
    identityKey: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
    verifiedAt: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['identityKey']) },
});
