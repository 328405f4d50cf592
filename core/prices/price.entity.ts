import { CustomAttributeType } from 'electrodb';
import { entity, primary } from '#data/entity';
import { type PriceSheet, SHEETS } from './price-sheet.ts';

const sheet = { type: CustomAttributeType<PriceSheet>('any'), required: true } as const;

/** All prices of an event from `at` until the next snapshot. Appended when a price changed. */
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

/** A copy of the newest snapshot under a fixed key, so that a list reads the prices of many events in one batch. */
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
