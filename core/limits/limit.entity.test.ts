import { expect, it } from 'vitest';
import { limitEntity } from './limit.entity.ts';
import { countCallPart } from './limit.store.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const limit = { calls: 10, seconds: 3600 };

it('a limit keeps its key', () => {
  expect(limitEntity().get({ subject: 'user#Ann', rule: 'PlacePick', seconds: 3600 }).params()).toMatchSnapshot();
});

it('countCallPart() requires the window that was read, with a call left', () => {
  expect(countCallPart('user#Ann', 'PlacePick', limit, null, now).params()).toMatchSnapshot('opens one');
  const open = { calls: 9, closesAt: now.getTime() + 1000 };
  expect(countCallPart('user#Ann', 'PlacePick', limit, open, now).params()).toMatchSnapshot('counts in one');
});
