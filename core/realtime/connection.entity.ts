import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** An open connection and its user, by API Gateway's id: the sender of a message that comes in over it. In no index. */
export const connectionEntity = entity('connection', {
  attributes: {
    connectionId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    origin: { type: 'string', required: true, readOnly: true },
    openedAt: { type: 'string', required: true, readOnly: true },
    /** The issue of the ticket that opened or renewed it. */
    issuedAt: { type: 'string', required: true },
    /** The end of the ban from messages that stood then. */
    messagingBan: { type: 'string' },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(exact('connectionId')),
  },
});
