import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, TTL, table } from '#data/table';

/** An address that said it was under age. It says nothing else for a day. */
export const AgeRefusalEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'agerefusal', version: '1', service: 'youbet' },
        attributes: {
          identityKey: { type: 'string', required: true, readOnly: true },
          refusedAt: { type: 'string', required: true },
          expiresAt: { type: 'number', required: true, field: TTL },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['identityKey'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
