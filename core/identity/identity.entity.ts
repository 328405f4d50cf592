import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** Whose address this is. One item per address makes it one person's. The address itself, sealed, stands on their user. */
export const IdentityEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'identity', version: '1', service: 'youbet' },
        attributes: {
          identityKey: { type: 'string', required: true, readOnly: true },
          userId: { type: 'string', required: true, readOnly: true },
          channel: { type: ['email', 'sms'] as const, required: true, readOnly: true },
          verifiedAt: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['identityKey'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
