import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** An address that was proven and that nobody has: who holds the token may register it, once. Kept under the token's hash. */
export const RegistrationEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'registration', version: '1', service: 'youbet' },
        attributes: {
          tokenHash: { type: 'string', required: true, readOnly: true },
          identityKey: { type: 'string', required: true, readOnly: true },
          channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
          /** The address, sealed about its identity key. */
          sealed: { type: 'string', required: true, readOnly: true },
          verifiedAt: { type: 'string', required: true, readOnly: true },
          usedAt: { type: 'string' },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['tokenHash'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
