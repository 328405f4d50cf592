import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** One result that was published for an event, appended and never changed. */
export const EventResultEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'eventresult', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          version: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          home: { type: 'number', required: true, readOnly: true },
          away: { type: 'number', required: true, readOnly: true },
          /** ResultDetails: periods, minutes, facts; up to some 64 KB. Absent where only the score is known. */
          details: { type: 'any', readOnly: true },
          /** Of score and details. */
          content: { type: 'string', readOnly: true },
          /** Why an admin entered it. */
          reason: { type: 'string', readOnly: true },
          /** The job that read it from a provider, or the user id of the admin who entered it. */
          source: { type: 'string', required: true, readOnly: true },
          recordedAt: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['version'] } } },
      },
      { client, table },
    ),
);
