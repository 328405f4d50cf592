import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** Whose a connection is, for what comes in over it. In no index; API Gateway's id is the key. */
export const connectionEntity = entity('connection', {
  attributes: {
    connectionId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    origin: { type: 'string', required: true, readOnly: true },
    openedAt: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(exact('connectionId')),
  },
});
