import { expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { youngRefusal } from './young-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const before = (ms: number) => newId<UserId>(new Date(now.getTime() - ms));

it('an account writes no links on its first day, wherever others read them', () => {
  const [young, old] = [before(86_399_999), before(86_400_000)];
  expect(youngRefusal(young, { text: 'go to picks.bet now' }, now)?.details).toEqual({ field: 'text' });
  expect(youngRefusal(young, { displayName: 'Ann', bio: 'https://example.com' }, now)?.details).toEqual({ field: 'bio' });
  expect(youngRefusal(young, { text: '1.95 at home', bio: null, analysis: undefined }, now)).toBeNull();
  expect(youngRefusal(old, { text: 'go to picks.bet now' }, now)).toBeNull();
});
