import { expect, it } from 'vitest';
import { boardEntity, boardPointerEntity } from './board.entity.ts';
import { boardStateEntity, boardSumEntity, closedSumsEntity } from './board-sum.entity.ts';
import { addToBoardsPart } from './board-sum.store.ts';
import { NO_SUMS } from './board-sums.ts';
import { countedEntity } from './counted.entity.ts';
import { ledgerEntity } from './ledger.entity.ts';
import { statsEntity } from './stats.entity.ts';
import { addPart, addPlacedPart, countedPart, ledgerPart } from './stats.store.ts';
import { NO_STATS } from './stats-rules.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const pickId = '0190a000-0000-7000-8000-000000000002';
const settledAt = '2026-11-23T12:00:00.000Z';

it('keeps its keys', () => {
  expect(statsEntity().get({ userId, period: '2026-11-23' }).params()).toMatchSnapshot('record');
  expect(statsEntity().query.primary({ userId }).params()).toMatchSnapshot('record, whole');
  const day = { countedOn: '2026-11-23', shard: 1 };
  expect(boardSumEntity().query.primary(day).params()).toMatchSnapshot('all that was counted on a day');
  expect(
    boardSumEntity()
      .query.primary({ ...day, userId })
      .params(),
  ).toMatchSnapshot('and of one bettor');
  expect(
    closedSumsEntity().query.primary({ timeframe: '30d', through: '2026-11-22', part: 'eligible' }).params(),
  ).toMatchSnapshot('closed sums');
  expect(boardStateEntity().get({ of: 'boards' }).params()).toMatchSnapshot('state');
  expect(ledgerEntity().query.primary({ userId }).params()).toMatchSnapshot('ledger');
  const year = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
  expect(
    ledgerEntity().query.primary({ userId }).between({ settledAt: year.from }, { settledAt: year.to }).params(),
  ).toMatchSnapshot('ledger of a year');
  expect(countedEntity().query.primary({ pickId }).params()).toMatchSnapshot('counted');
  expect(boardPointerEntity().get({ board: 'roi#30d' }).params()).toMatchSnapshot('pointer');
  expect(boardEntity().get({ board: 'roi#30d', version: pickId }).params()).toMatchSnapshot('board');
});

it('counts once and adds, in one transaction', () => {
  const delta = {
    ...NO_STATS,
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
  const sums = { ...NO_SUMS, decided: 1, wins: 1, profit: -5 };
  expect(addToBoardsPart(userId, settledAt, sums, new Date('2026-11-24T00:10:00.000Z')).params()).toMatchSnapshot('boards');
  expect(addPlacedPart(userId, { placed: 1 }).params()).toMatchSnapshot('placed');
  const words = { sport: 'soccer', market: 'total', oddsBand: '1.80_to_2.10', book: 'Acme' };
  const row = { userId, settledAt, pickId, version: 2, result: 'win', stake: 1, profit: 1, clv: 25_000, ...words };
  expect(ledgerPart(row).params()).toMatchSnapshot('ledger row');
});
