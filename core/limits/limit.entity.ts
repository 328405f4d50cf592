import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** Counts a subject's calls in a window that the first of them opened. One item per subject, rule and length of the window, in no index. */
export const LimitEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'limit', version: '1', service: 'youbet' },
        attributes: {
          subject: { type: 'string', required: true, readOnly: true },
          rule: { type: 'string', required: true, readOnly: true },
          seconds: { type: 'number', required: true, readOnly: true },
          calls: { type: 'number', required: true },
          /** Epoch milliseconds. */
          closesAt: { type: 'number', required: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: {
          primary: {
            pk: { field: KEYS.pk, composite: ['subject'], casing: 'none' },
            sk: { field: KEYS.sk, composite: ['rule', 'seconds'], casing: 'none' },
          },
        },
      },
      { client, table },
    ),
);
