import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, GSI1, KEYS, table } from '#data/table';

/** Something that waits for an admin: an event, or a pick on it. Derived, and gone when nothing is waited for; in the index by age. */
export const OpenReviewEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'openreview', version: '1', service: 'youbet' },
        attributes: {
          /** Of a ticket, the event of its first leg. */
          eventId: { type: 'string', required: true, readOnly: true },
          /** `-`: the event itself. */
          pickId: { type: 'string', required: true, readOnly: true },
          list: { type: ['open'] as const, required: true, readOnly: true },
          reason: { type: 'string', required: true },
          openedAt: { type: 'string', required: true },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['pickId'] } },
          byAge: {
            index: GSI1.name,
            projection: ['eventId', 'pickId'],
            pk: { field: GSI1.pk, composite: ['list'] },
            sk: { field: GSI1.sk, composite: ['openedAt', 'eventId', 'pickId'] },
          },
        },
      },
      { client, table },
    ),
);
