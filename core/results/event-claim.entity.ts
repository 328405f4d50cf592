import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** One result that a provider published against an admin's decision: kept and shown to admins, graded by nobody. Appended and never changed. */
export const EventClaimEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'eventclaim', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          /** Counts from 1 for each event. */
          number: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          home: { type: 'number', required: true, readOnly: true },
          away: { type: 'number', required: true, readOnly: true },
          /** ResultDetails, where the provider gave any. */
          details: { type: 'any', readOnly: true },
          /** The job that read it. */
          source: { type: 'string', required: true, readOnly: true },
          recordedAt: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['number'] } } },
      },
      { client, table },
    ),
);
