import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** The mark that a fact of a pick has been counted: `outcome#1`, `placed`, `withdrawn`. Kept for ever, since a replay may come at any time. */
export const CountedEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'counted', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          fact: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['fact'] } } },
      },
      { client, table },
    ),
);
