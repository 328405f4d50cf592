import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, GSI1, KEYS, table } from '#data/table';
import { TicketKind } from '#schemas/settlement';
import { outcomeAttributes } from './outcome-attributes.ts';
import { termsAttributes } from './terms-attributes.ts';

/**
 * A pick as it stands: its newest revision and its newest outcome, copies of the append-only facts beside it. Amounts are millionths of a
 * unit. A single has one leg, a ticket several, each on an event of its own or all on one.
 */
export const PickEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'pick', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          authorId: { type: 'string', required: true, readOnly: true },
          kind: { type: TicketKind.options, required: true, readOnly: true },
          policyVersion: { type: 'string', required: true, readOnly: true },
          placedAt: { type: 'string', required: true, readOnly: true },
          revision: { type: 'number', required: true },
          /** When the newest revision was accepted. */
          revisedAt: { type: 'string', required: true },
          ...termsAttributes,
          withdrawnAt: { type: 'string' },
          /** How many decisions of reviewers there are on it. */
          reviews: { type: 'number', required: true },
          /** How many outcomes there are; the newest one is copied here. */
          outcomes: { type: 'number', required: true },
          outcome: { type: 'map', properties: outcomeAttributes },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: [] } },
          byAuthor: {
            index: GSI1.name,
            projection: ['pickId', 'authorId'],
            pk: { field: GSI1.pk, composite: ['authorId'] },
            sk: { field: GSI1.sk, composite: ['pickId'] },
          },
        },
      },
      { client, table },
    ),
);
