import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** Which pick a user's Idempotency-Key made, for 24 h. */
export const IdempotencyEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'idempotency', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          key: { type: 'string', required: true, readOnly: true },
          bodyHash: { type: 'string', required: true },
          pickId: { type: 'string', required: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['key'], casing: 'none' } },
        },
      },
      { client, table },
    ),
);
