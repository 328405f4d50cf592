import { EXPIRES_AT, entity, primary } from '#data/entity';

/** A device that has signed in. Stored under the hash of its token, with which it asks for codes of its own. */
export const deviceEntity = entity('device', {
  attributes: {
    tokenHash: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** The address by which it signed in. */
    identityKey: { type: 'string', required: true, readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['tokenHash']) },
});
