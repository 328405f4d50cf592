import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** How often a subject did a thing in the window that its first call opened. One item per subject and rule, in no index. */
export const LimitEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'limit', version: '1', service: 'youbet' },
        attributes: {
          subject: { type: 'string', required: true, readOnly: true },
          rule: { type: 'string', required: true, readOnly: true },
          calls: { type: 'number', required: true },
          /** Epoch milliseconds. */
          closesAt: { type: 'number', required: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: {
          primary: {
            pk: { field: KEYS.pk, composite: ['subject'], casing: 'none' },
            sk: { field: KEYS.sk, composite: ['rule'], casing: 'none' },
          },
        },
      },
      { client, table },
    ),
);
