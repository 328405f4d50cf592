import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/**
 * One grading of a pick, append-only: the fact from which every statistic follows. `previous` is what counted until now, so that what
 * changes can be read off this item alone. Amounts are millionths of a unit.
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
          stake: { type: 'number', required: true, readOnly: true },
          result: { type: 'string', required: true, readOnly: true },
          profit: { type: 'number', required: true, readOnly: true },
          won: { type: 'string', required: true, readOnly: true },
          returned: { type: 'string', required: true, readOnly: true },
          lost: { type: 'string', required: true, readOnly: true },
          rule: { type: 'string', required: true, readOnly: true },
          reason: { type: 'string', readOnly: true },
          policyVersion: { type: 'string', required: true, readOnly: true },
          resultVersion: { type: 'number', readOnly: true },
          /** The event's grading version that this came from. */
          gradingVersion: { type: 'number', required: true, readOnly: true },
          /** When the fact that first decided this pick was recorded: the day in which it counts, whatever is corrected later. */
          settledAt: { type: 'string', required: true, readOnly: true },
          /** When the fact behind this very grading was recorded. */
          gradedAt: { type: 'string', required: true, readOnly: true },
          /** When it was appended, by the clock: later than the fact by as long as the queues took. */
          writtenAt: { type: 'string', required: true, readOnly: true },
          previous: {
            type: 'map',
            readOnly: true,
            properties: { result: { type: 'string', required: true }, profit: { type: 'number', required: true } },
          },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['version'] } } },
      },
      { client, table },
    ),
);
