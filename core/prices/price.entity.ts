import { CustomAttributeType, Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';
import { type PriceSheet, SHEETS } from './price-sheet.ts';

const sheet = { type: CustomAttributeType<PriceSheet>('any'), required: true } as const;

/** All prices of an event from a moment on, until the next one: appended when something changed. */
export const PriceSnapshotEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'pricesnapshot', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          kind: { type: SHEETS, required: true, readOnly: true },
          at: { type: 'string', required: true, readOnly: true },
          sheet,
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['kind', 'at'] } },
        },
      },
      { client, table },
    ),
);

/** The newest snapshot again, where a list can get it for many events at once. */
export const PricesEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'prices', version: '1', service: 'youbet' },
        attributes: {
          eventId: { type: 'string', required: true, readOnly: true },
          kind: { type: SHEETS, required: true, readOnly: true },
          at: { type: 'string', required: true },
          hash: { type: 'string', required: true },
          sheet,
        },
        indexes: { primary: { pk: { field: KEYS.pk, composite: ['eventId'] }, sk: { field: KEYS.sk, composite: ['kind'] } } },
      },
      { client, table },
    ),
);
