import { expect, it } from 'vitest';
import { EventEntity } from './event.entity.ts';
import { EventLockEntity } from './event-lock.entity.ts';
import { EventResultEntity } from './event-result.entity.ts';
import { EventStartEntity } from './event-start.entity.ts';
import { EventStateEntity } from './event-state.entity.ts';
import { ProviderRefEntity } from './provider-ref.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-09-13T17:00:00.000Z';

it('the entities of an event keep their keys', () => {
  expect({
    event: EventEntity.get({ eventId }).params(),
    day: EventEntity.query.byStart({ league: 'nfl' }).between({ startsAt: at }, { startsAt: at }).params(),
    move: EventEntity.patch({ eventId }).set({ startsAt: at, startVersion: 2 }).params(),
    starts: EventStartEntity.query.primary({ eventId }).params(),
    start: EventStartEntity.get({ eventId, version: 2 }).params(),
    result: EventResultEntity.get({ eventId, version: 2 }).params(),
    state: EventStateEntity.get({ eventId, version: 2 }).params(),
    lock: EventLockEntity.get({ eventId, copy: 7 }).params(),
    ref: ProviderRefEntity.get({ provider: 'the-odds-api', providerGameId: 'bda33Adca' }).params(),
  }).toMatchSnapshot();
});
