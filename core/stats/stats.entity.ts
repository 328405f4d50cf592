import { Entity } from 'electrodb';
import { lazily } from '#data/lazily';
import { client, GSI1, KEYS, table } from '#data/table';

/**
 * A bettor's record in one period: `all`, a calendar year (`2026`) or a UTC day (`2026-11-23`), by the day of settlement. Only ever added
 * to. The index lists a period's bettors for the boards, spread over shards. Amounts are millionths of a unit.
 */
export const StatsEntity = lazily(
  () =>
    new Entity(
      {
        model: { entity: 'stats', version: '1', service: 'youbet' },
        attributes: {
          userId: { type: 'string', required: true, readOnly: true },
          period: { type: 'string', required: true, readOnly: true },
          shard: { type: 'number', required: true, readOnly: true },
          wins: { type: 'number' },
          losses: { type: 'number' },
          pushes: { type: 'number' },
          voids: { type: 'number' },
          decided: { type: 'number' },
          turnover: { type: 'number' },
          profit: { type: 'number' },
          /** The sum of raw closing line values, and of how many picks. */
          clv: { type: 'number' },
          clvPicks: { type: 'number' },
          /** Picks ever placed and withdrawn; in the period `all` only. */
          placed: { type: 'number' },
          withdrawn: { type: 'number' },
        },
        indexes: {
          primary: { pk: { field: KEYS.pk, composite: ['userId'] }, sk: { field: KEYS.sk, composite: ['period'] } },
          byPeriod: {
            index: GSI1.name,
            projection: ['userId', 'period', 'wins', 'losses', 'pushes', 'decided', 'turnover', 'profit'],
            pk: { field: GSI1.pk, composite: ['period', 'shard'] },
            sk: { field: GSI1.sk, composite: ['userId'] },
          },
        },
      },
      { client, table },
    ),
);
