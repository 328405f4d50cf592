import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, KEYS, table } from '#data/table';

/**
 * What each settled pick counts for now, in the order of settlement: one row per pick, written in the transaction that appends its
 * outcome. Streaks and the auditor read it.
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
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['settledAt', 'pickId'] } },
        },
      },
      { client, table },
    ),
);
