import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { idempotencyEntity } from './idempotency.entity.ts';
import { markPart } from './idempotency.store.ts';

const userId = '0190a000-0000-7000-8000-000000000002' as UserId;
const key = { userId, contract: 'PlacePick', key: 'Retry-1' };

it('keeps the key of an idempotency mark', () => {
  expect(idempotencyEntity().get(key).params()).toMatchSnapshot();
});

it('writes an idempotency mark on condition that the key is unused or expired', () => {
  const mark = { ...key, inputHash: 'ab12', resourceIds: ['0190a000-0000-7000-8000-000000000001'] };
  expect(markPart(mark, new Date('2026-11-23T12:00:00.000Z')).params()).toMatchSnapshot();
});
