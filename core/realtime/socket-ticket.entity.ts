import { EXPIRES_AT, entity, exact, primary } from '#data/entity';

/** The right to open one socket, found by the hash of what the client holds. In no index. */
export const socketTicketEntity = entity('socketticket', {
  attributes: {
    /** SHA-256 of the ticket, base64url. */
    hash: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    /** Cognito's origin_jti of the session that asked. */
    origin: { type: 'string', required: true, readOnly: true },
    issuedAt: { type: 'string', required: true, readOnly: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(exact('hash')),
  },
});
