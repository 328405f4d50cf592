import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** What was ever decided against a user, or lifted again: appended, never changed. `number` counts from 1 for each user. */
export const BanFactEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'banfact', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          number: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          kind: { type: ['ban', 'lift'] as const, required: true, readOnly: true },
          scope: { type: ['account'] as const, required: true, readOnly: true },
          reason: { type: 'string', required: true, readOnly: true },
          /** Who decided, and when. */
          by: { type: 'string', required: true, readOnly: true },
          startsAt: { type: 'string', required: true, readOnly: true },
          /** Of a ban. Absent: until it is lifted. */
          endsAt: { type: 'string', readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['number'] } } },
      },
      { client, table },
    ),
);
