import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';
import { termsAttributes } from './terms-attributes.ts';

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
          ...termsAttributes,
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['pickId'] }, sk: { field: KEYS.sk, composite: ['revision'] } } },
      },
      { client, table },
    ),
);
