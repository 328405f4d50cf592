import { CustomAttributeType } from 'electrodb';
import { entity, primary } from '#data/entity';
import { type PriceSheet, SHEETS } from './price-sheet.ts';

const sheet = { type: CustomAttributeType<PriceSheet>('any'), required: true } as const;

/** All prices of an event from a moment on, until the next one: appended when something changed. */
export const priceSnapshotEntity = entity('pricesnapshot', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    kind: { type: SHEETS, required: true, readOnly: true },
    at: { type: 'string', required: true, readOnly: true },
    sheet,
  },
  indexes: {
    primary: primary(['eventId'], ['kind', 'at']),
  },
});

/** The newest snapshot again, where a list can get it for many events at once. */
export const pricesEntity = entity('prices', {
  attributes: {
    eventId: { type: 'string', required: true, readOnly: true },
    kind: { type: SHEETS, required: true, readOnly: true },
    at: { type: 'string', required: true },
    hash: { type: 'string', required: true },
    sheet,
  },
  indexes: { primary: primary(['eventId'], ['kind']) },
});
