import { expect, it } from 'vitest';
import { demandEntity } from './demand.entity.ts';
import { eventEntity } from './event.entity.ts';
import { eventLockEntity } from './event-lock.entity.ts';
import { eventResultEntity } from './event-result.entity.ts';
import { eventStartEntity } from './event-start.entity.ts';
import { eventStateEntity } from './event-state.entity.ts';
import { pairingEntity } from './pairing.entity.ts';
import { providerRefEntity } from './provider-ref.entity.ts';
import { seasonEntity } from './season.entity.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-09-13T17:00:00.000Z';

it('the entities of an event keep their keys', () => {
  expect({
    event: eventEntity().get({ eventId }).params(),
    day: eventEntity().query.byStart({ league: 'nfl' }).between({ startsAt: at }, { startsAt: at }).params(),
    move: eventEntity().patch({ eventId }).set({ startsAt: at, startVersion: 2 }).params(),
    starts: eventStartEntity().query.primary({ eventId }).params(),
    start: eventStartEntity().get({ eventId, version: 2 }).params(),
    result: eventResultEntity().get({ eventId, version: 2 }).params(),
    state: eventStateEntity().get({ eventId, version: 2 }).params(),
    lock: eventLockEntity().get({ eventId, copy: 7 }).params(),
    pairing: pairingEntity().get({ provider: 'the-odds-api', league: 'nfl', teams: 'buffalo bills v los angeles rams' }).params(),
    demand: demandEntity().query.primary({ demandFor: 'nfl' }).params(),
    mark: demandEntity().update({ demandFor: 'nfl', eventId }).set({ openedAt: at }).params(),
    season: seasonEntity().get({ list: 'all' }).params(),
    ref: providerRefEntity().get({ provider: 'the-odds-api', providerGameId: 'bda33Adca' }).params(),
  }).toMatchSnapshot();
});
