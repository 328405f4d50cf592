import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** Whose a connection is, for what comes in over it. In no index; API Gateway's id is the key. */
export const ConnectionEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'connection', version: '1', service: 'youbet' },
        attributes: {
          connectionId: { type: 'string', required: true, readOnly: true },
          userId: { type: 'string', required: true, readOnly: true },
          origin: { type: 'string', required: true, readOnly: true },
          openedAt: { type: 'string', required: true, readOnly: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['connectionId'], casing: 'none' }, sk: { field: KEYS.sk, composite: [] } },
        },
      },
      { client, table },
    ),
);
