import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, GSI1, KEYS, table } from '#data/table';

/**
 * A pick as it stands: its newest revision and its newest outcome, copies of the append-only facts beside it. Amounts are millionths of a
 * unit. It has legs from the first day, a single has one.
 */
export const PickEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'pick', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          authorId: { type: 'string', required: true, readOnly: true },
          kind: { type: ['single'] as const, required: true, readOnly: true },
          policyVersion: { type: 'string', required: true, readOnly: true },
          placedAt: { type: 'string', required: true, readOnly: true },
          revision: { type: 'number', required: true },
          /** When the newest revision was accepted. */
          revisedAt: { type: 'string', required: true },
          stake: { type: 'number', required: true },
          book: { type: 'string' },
          analysis: { type: 'string' },
          legs: {
            type: 'list',
            required: true,
            items: {
              type: 'map',
              properties: {
                eventId: { type: 'string', required: true },
                sport: { type: 'string', required: true },
                league: { type: 'string', required: true },
                market: { type: 'string', required: true },
                selection: { type: 'string', required: true },
                /** Canonical text, as `-3.5`; absent where the market has none. */
                line: { type: 'string' },
                /** As entered, byte for byte. */
                odds: {
                  type: 'map',
                  required: true,
                  properties: {
                    format: { type: ['american', 'decimal', 'fractional'] as const, required: true },
                    price: { type: 'string', required: true },
                  },
                },
                /** The start in force when this revision was accepted. */
                acceptedStart: { type: 'string', required: true },
              },
            },
          },
          deletedAt: { type: 'string' },
          /** How many outcomes there are; the newest one is copied here. */
          outcomes: { type: 'number', required: true },
          outcome: {
            type: 'map',
            properties: {
              result: { type: 'string', required: true },
              profit: { type: 'number', required: true },
              settledAt: { type: 'string', required: true },
              reason: { type: 'string' },
              rule: { type: 'string', required: true },
              won: { type: 'string', required: true },
              returned: { type: 'string', required: true },
              lost: { type: 'string', required: true },
              resultVersion: { type: 'number' },
              gradingVersion: { type: 'number', required: true },
            },
          },
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
