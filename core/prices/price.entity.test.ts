import { expect, it } from 'vitest';
import { PollEntity } from './poll.entity.ts';
import { PriceSnapshotEntity, PricesEntity } from './price.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-09-13T17:00:00.000Z';

it('polls and prices keep their keys', () => {
  expect({
    poll: PollEntity.query.primary({ league: 'nfl', kind: 'odds' }).lte({ at }).params({ order: 'desc', limit: 1 }),
    prices: PricesEntity.get({ eventId, kind: 'main' }).params(),
    snapshots: PriceSnapshotEntity.query.primary({ eventId, kind: 'main' }).params(),
  }).toMatchSnapshot();
});
