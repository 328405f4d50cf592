import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** Who has a handle. One item per handle makes it unique; with `expiresAt` it is only held, for the one who left it, until then. */
export const HandleEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'handle', version: '1', service: 'youbet' },
        attributes: {
          handle: { type: 'string', required: true, readOnly: true },
          userId: { type: 'string', required: true },
          expiresAt: { type: 'number', field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['handle'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
