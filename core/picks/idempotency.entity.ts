import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** Which pick a user's Idempotency-Key made, for 24 h. */
export const idempotencyEntity = entity('idempotency', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    key: { type: 'string', required: true, readOnly: true },
    bodyHash: { type: 'string', required: true },
    pickId: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(['userId'], exact('key')),
  },
});
