import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { careFactPart } from './care.store.ts';
import { careFactEntity } from './care-fact.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001' as UserId;

it('keeps the key of a fact', () => {
  expect(careFactEntity().get({ userId, number: 7 }).params()).toMatchSnapshot();
});

it('appends a fact on condition that none has its number', () => {
  const stated = { kind: 'region', region: 'US-NJ', timeZone: 'America/New_York' } as const;
  expect(careFactPart({ userId, number: 7, stated, at: '2026-11-23T12:00:00.000Z' }).params()).toMatchSnapshot();
});
