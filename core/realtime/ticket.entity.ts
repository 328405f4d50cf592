import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** The right to open one socket, found by the hash of what the client holds. In no index. */
export const TicketEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'ticket', version: '1', service: 'youbet' },
        attributes: {
          /** SHA-256 of the ticket, base64url. */
          hash: { type: 'string', required: true, readOnly: true },
          userId: { type: 'string', required: true, readOnly: true },
          /** Cognito's origin_jti of the session that asked. */
          origin: { type: 'string', required: true, readOnly: true },
          issuedAt: { type: 'string', required: true, readOnly: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['hash'], casing: 'none' }, sk: { field: KEYS.sk, composite: [] } },
        },
      },
      { client, table },
    ),
);
