import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** One start time that an event had, appended and never changed. */
export const EventStartEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'eventstart', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          version: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          startsAt: { type: 'string', required: true, readOnly: true },
          recordedAt: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['version'] } } },
      },
      { client, table },
    ),
);
