import { Entity } from 'electrodb';
import { lazily } from './lazily.ts';
import { client, KEYS, table } from './table.ts';

/** The secret that signs cursors: one item for the whole table. */
export const CursorKeyEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'cursorkey', version: '1', service: 'youbet' },
        attributes: {
          name: { type: 'string', required: true, readOnly: true },
          secret: { type: 'string', required: true, readOnly: true },
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['name'] }, sk: { field: KEYS.sk, composite: [] } } },
      },
      { client, table },
    ),
);
