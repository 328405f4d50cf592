import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/**
 * What each settled pick counts for now, in the order of settlement, and what it is broken down by: one row per pick, written in the
 * transaction that appends its outcome. Breakdowns, streaks and the auditor read it. Amounts are millionths of a unit.
 */
export const LedgerEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'ledger', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          settledAt: { type: 'string', required: true, readOnly: true },
          pickId: { type: 'string', required: true, readOnly: true },
          version: { type: 'number', required: true },
          result: { type: 'string', required: true },
          stake: { type: 'number', required: true },
          profit: { type: 'number', required: true },
          /** Raw closing line value in millionths; absent where no close is known. */
          clv: { type: 'number' },
          sport: { type: 'string', required: true },
          market: { type: 'string', required: true },
          oddsBand: { type: 'string', required: true },
          /** As the bettor spelled it. */
          book: { type: 'string' },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['settledAt', 'pickId'] } },
        },
      },
      { client, table },
    ),
);
