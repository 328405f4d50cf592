import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A device that has signed in. Its key starts with the user, so that all of them are found without an index, then the hash of the device's token. */
export const deviceEntity = entity('device', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    tokenHash: { type: 'string', required: true, readOnly: true },
    /** The address by which it signed in. */
    identityKey: { type: 'string', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['userId'], ['tokenHash']) },
});
