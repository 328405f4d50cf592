import { expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { isYoung, youngRefusal } from './young-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const before = (ms: number) => newId<UserId>(new Date(now.getTime() - ms));

it('an account is young for a day', () => {
  expect([isYoung(before(86_399_999), now), isYoung(before(86_400_000), now)]).toEqual([true, false]);
});

it('writes no links on its first day', () => {
  expect(youngRefusal('go to picks.bet now')?.details).toEqual({ field: 'text' });
  expect(youngRefusal('1.95 at home')).toBeNull();
});
