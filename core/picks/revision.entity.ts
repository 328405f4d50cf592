import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/** What a pick said at one time. Appended with each change, never overwritten. */
export const RevisionEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'revision', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          revision: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          at: { type: 'string', required: true, readOnly: true },
          selection: { type: 'string', required: true, readOnly: true },
          line: { type: 'string', readOnly: true },
          odds: {
            type: 'map',
            required: true,
            readOnly: true,
            properties: {
              format: { type: ['american', 'decimal', 'fractional'] as const, required: true },
              price: { type: 'string', required: true },
            },
          },
          stake: { type: 'number', required: true, readOnly: true },
          book: { type: 'string', readOnly: true },
          analysis: { type: 'string', readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['revision'] } } },
      },
      { client, table },
    ),
);
