import { EXPIRES_AT, entity, primary } from '#data/entity';

/** An address that one admin wants to give to a user who has lost all of theirs. It waits for another admin. */
export const recoveryEntity = entity('recovery', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    channel: { type: ['email', 'sms'] as const, required: true },
    identityKey: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    by: { type: 'string', required: true },
    at: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId']) },
});
