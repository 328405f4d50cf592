import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';
import { outcomeAttributes } from './outcome-attributes.ts';

/**
 * One grading of a pick, append-only: the fact from which every statistic follows. `previous` is what counted until now, so that what
 * changes can be read off this item alone.
 */
export const OutcomeEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'outcome', version: '1', service: 'youbet' },
        attributes: {
          pickId: { type: 'string', required: true, readOnly: true },
          version: { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } },
          authorId: { type: 'string', required: true, readOnly: true },
          /** All stakes put down: what counts as turnover. */
          stake: { type: 'number', required: true, readOnly: true },
          policyVersion: { type: 'string', required: true, readOnly: true },
          ...outcomeAttributes,
          /** When it was appended, by the clock: later than the fact by as long as the queues took. */
          writtenAt: { type: 'string', required: true, readOnly: true },
          previous: {
            type: 'map',
            readOnly: true,
            properties: {
              result: { type: 'string', required: true },
              profit: { type: 'number', required: true },
              clv: { type: 'number' },
              review: { type: 'string' },
            },
          },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['version'] } } },
      },
      { client, table },
    ),
);
