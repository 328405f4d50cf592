import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';
import { EVENT_STATES } from './event-facts.ts';

/** One state that an event was in, who said so and why, appended and never changed. */
export const EventStateEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'eventstate', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          version: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          state: { type: EVENT_STATES, required: true, readOnly: true },
          reason: { type: 'string', required: true, readOnly: true },
          /** The job that found it, or the user id of the admin who decided it. */
          source: { type: 'string', required: true, readOnly: true },
          recordedAt: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['version'] } } },
      },
      { client, table },
    ),
);
