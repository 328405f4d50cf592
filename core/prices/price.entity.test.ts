import { expect, it } from 'vitest';
import { pollEntity } from './poll.entity.ts';
import { priceSnapshotEntity, pricesEntity } from './price.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-09-13T17:00:00.000Z';

it('polls and prices keep their keys', () => {
  expect({
    poll: pollEntity().query.primary({ league: 'nfl', kind: 'odds' }).lte({ at }).params({ order: 'desc', limit: 1 }),
    prices: pricesEntity().get({ eventId, kind: 'main' }).params(),
    snapshots: priceSnapshotEntity().query.primary({ eventId, kind: 'main' }).params(),
  }).toMatchSnapshot();
});
