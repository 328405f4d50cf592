import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, GSI1, KEYS, table } from '#data/table';

/**
 * Which pick has a leg on which event, one row for each event of a pick. Read in the index only, where the picks of an event are spread over
 * shards, so that a big game is not one hot key.
 */
export const LegEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'leg', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          eventId: { type: 'string', required: true, readOnly: true },
          shard: { type: 'number', required: true, readOnly: true },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['eventId'] } },
          byEvent: {
            index: GSI1.name,
            projection: ['pickId', 'eventId'],
            pk: { field: GSI1.pk, composite: ['eventId', 'shard'] },
            sk: { field: GSI1.sk, composite: ['pickId'] },
          },
        },
      },
      { client, table },
    ),
);
