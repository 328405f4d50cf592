import { expect, it } from 'vitest';
import { newStakes } from './stake-rules.ts';
import { stakeSumEntity } from './stake-sum.entity.ts';
import { endStakesPart, stakesPart } from './stake-sum.store.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const now = new Date('2026-11-23T12:00:00.000Z');
const first = newStakes(userId, { day: 5_000_000 }, 'America/New_York', now);

it('the sum of stakes keeps its key', () => {
  expect(stakeSumEntity().get({ userId }).params()).toMatchSnapshot();
});

it('and the conditions of its writes', () => {
  expect(stakesPart(first).params()).toMatchSnapshot('first');
  expect(stakesPart({ ...first, version: 7 }).params()).toMatchSnapshot('next');
  expect(endStakesPart({ userId, version: 7 }).params()).toMatchSnapshot('end');
});
