import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** Marks a user's Idempotency-Key as used on one contract, for 24 h, with the ids of what the first request wrote. */
export const idempotencyEntity = entity('idempotency', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    contract: { type: 'string', required: true, readOnly: true },
    key: { type: 'string', required: true, readOnly: true },
    inputHash: { type: 'string', required: true },
    resourceIds: { type: 'list', items: { type: 'string' }, required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(['userId'], exact('contract', 'key')),
  },
});
