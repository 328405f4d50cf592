import { expect, it } from 'vitest';
import { boardEntity, boardPointerEntity } from './board.entity.ts';
import { countedEntity } from './counted.entity.ts';
import { ledgerEntity } from './ledger.entity.ts';
import { statsEntity } from './stats.entity.ts';
import { addPart, addPlacedPart, countedPart, ledgerPart } from './stats.store.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const pickId = '0190a000-0000-7000-8000-000000000002';
const settledAt = '2026-11-23T12:00:00.000Z';

it('keeps its keys', () => {
  expect(statsEntity().get({ userId, period: '2026-11-23' }).params()).toMatchSnapshot('record');
  expect(statsEntity().query.primary({ userId }).params()).toMatchSnapshot('record, whole');
  expect(statsEntity().query.byPeriod({ period: 'all', shard: 1 }).params()).toMatchSnapshot('records of a period');
  expect(ledgerEntity().query.primary({ userId }).params()).toMatchSnapshot('ledger');
  const year = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
  expect(
    ledgerEntity().query.primary({ userId }).between({ settledAt: year.from }, { settledAt: year.to }).params(),
  ).toMatchSnapshot('ledger of a year');
  expect(countedEntity().query.primary({ pickId }).params()).toMatchSnapshot('counted');
  expect(boardPointerEntity().get({ board: 'roi#30d' }).params()).toMatchSnapshot('pointer');
  expect(boardEntity().query.primary({ board: 'roi#30d', version: pickId }).gte({ rank: 21 }).params()).toMatchSnapshot('board');
});

it('counts once and adds, in one transaction', () => {
  const delta = {
    decided: 1,
    wins: 1,
    losses: 0,
    pushes: 0,
    voids: 0,
    turnoverMicro: 2_000_000,
    profitMicro: -5,
    clvMicro: -12_000,
    clvPicks: 1,
  };
  expect(countedPart(pickId, 'outcome#1').params()).toMatchSnapshot('mark');
  expect(addPart(userId, ['all', '2026'], delta).params()).toMatchSnapshot('additions');
  expect(addPlacedPart(userId, { placed: 1 }).params()).toMatchSnapshot('placed');
  const words = { sport: 'soccer', market: 'total', oddsBand: '1.80_to_2.10', book: 'Acme' };
  const row = { userId, settledAt, pickId, version: 2, result: 'win', stake: 1, profit: 1, clv: 25_000, ...words };
  expect(ledgerPart(row).params()).toMatchSnapshot('ledger row');
});
