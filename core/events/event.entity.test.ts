import { expect, it } from 'vitest';
import { EventEntity } from './event.entity.ts';
import { EventClaimEntity } from './event-claim.entity.ts';
import { EventDecisionEntity } from './event-decision.entity.ts';
import { EventLockEntity } from './event-lock.entity.ts';
import { EventResultEntity } from './event-result.entity.ts';
import { EventStartEntity } from './event-start.entity.ts';
import { EventStateEntity } from './event-state.entity.ts';
import { FeedRefEntity } from './feed-ref.entity.ts';
import { PollEntity } from './poll.entity.ts';
import { PriceSnapshotEntity, PricesEntity } from './price.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-09-13T17:00:00.000Z';

it('keep their keys', () => {
  expect({
    event: EventEntity.get({ eventId }).params(),
    day: EventEntity.query.byStart({ league: 'nfl' }).between({ startsAt: at }, { startsAt: at }).params(),
    move: EventEntity.patch({ eventId }).set({ startsAt: at, startVersion: 2 }).params(),
    starts: EventStartEntity.query.primary({ eventId }).params(),
    start: EventStartEntity.get({ eventId, version: 2 }).params(),
    result: EventResultEntity.get({ eventId, version: 2 }).params(),
    state: EventStateEntity.get({ eventId, version: 2 }).params(),
    decisions: EventDecisionEntity.query.primary({ eventId }).params(),
    decision: EventDecisionEntity.get({ eventId, number: 2 }).params(),
    claims: EventClaimEntity.query.primary({ eventId }).params(),
    claim: EventClaimEntity.get({ eventId, number: 2 }).params(),
    lock: EventLockEntity.get({ eventId, copy: 7 }).params(),
    ref: FeedRefEntity.get({ feed: 'the-odds-api', feedId: 'bda33Adca' }).params(),
    poll: PollEntity.query.primary({ league: 'nfl', kind: 'odds' }).lte({ at }).params({ order: 'desc', limit: 1 }),
    prices: PricesEntity.get({ eventId, kind: 'main' }).params(),
    snapshots: PriceSnapshotEntity.query.primary({ eventId, kind: 'main' }).params(),
  }).toMatchSnapshot();
});
