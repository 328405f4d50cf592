import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** What an admin decided of a pick that no rule could, or that is final: appended and never changed. */
export const PickReviewEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'pickreview', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          number: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          /** Which leg, from 0; absent: the whole ticket. */
          leg: { type: 'number', readOnly: true },
          result: { type: 'string', required: true, readOnly: true },
          won: { type: 'string', required: true, readOnly: true },
          returned: { type: 'string', required: true, readOnly: true },
          lost: { type: 'string', required: true, readOnly: true },
          /** The admin's user id. */
          by: { type: 'string', required: true, readOnly: true },
          reason: { type: 'string', required: true, readOnly: true },
          recordedAt: { type: 'string', required: true, readOnly: true },
          /** Whether it grades: not while a final pick's correction waits for a second admin. */
          counts: { type: 'boolean', required: true, readOnly: true },
          /** The number of the review that this second admin agreed with. */
          confirms: { type: 'number', readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['number'] } } },
      },
      { client, table },
    ),
);
