import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** The one code that an address can be proven with now. A new one takes its place. */
export const CodeEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'code', version: '1', service: 'youbet' },
        attributes: {
          identityKey: { type: 'string', required: true, readOnly: true },
          /** HMAC of address and code. */
          mac: { type: 'string', required: true },
          tries: { type: 'number', required: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['identityKey'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
