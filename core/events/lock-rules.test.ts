import { describe, expect, it } from 'vitest';
import { lockAtOf, takesPicks } from './lock-rules.ts';

const noon = '2026-11-23T12:00:00.000Z';
const one = '2026-11-23T13:00:00.000Z';
const two = '2026-11-23T14:00:00.000Z';
const date = (instant: string, more = 0) => new Date(Date.parse(instant) + more);

describe('takesPicks', () => {
  it.each([
    [-1, true],
    [0, false],
    [1, false],
    [1_000, false],
  ])('%i ms after the start is %s for a scheduled event', (ms, taken) => {
    expect(takesPicks({ state: 'scheduled', startsAt: one }, date(one, ms))).toBe(taken);
  });
  it.each(['final', 'needs_review', 'postponed', 'cancelled', 'abandoned'] as const)(
    'is false before the start for %s',
    (state) => {
      expect(takesPicks({ state, startsAt: one }, date(noon))).toBe(false);
    },
  );
});

describe('lockAtOf', () => {
  it('is the start in force', () => {
    expect(lockAtOf(noon, [{ startsAt: one, lockedThrough: null }])).toBe(one);
  });
  it('is the earliest lock of several events', () => {
    const events = [two, one, two].map((startsAt) => ({ startsAt, lockedThrough: null }));
    expect(lockAtOf(noon, events)).toBe(one);
    expect(
      lockAtOf(noon, [
        { startsAt: two, lockedThrough: null },
        { startsAt: two, lockedThrough: one },
      ]),
    ).toBe(one);
  });
  it('stays at the old lock for a pick placed at or before it, when a start that had passed moves on', () => {
    expect(lockAtOf(noon, [{ startsAt: two, lockedThrough: one }])).toBe(one);
    expect(lockAtOf(one, [{ startsAt: two, lockedThrough: one }])).toBe(one);
  });
  it('is the new start for a pick placed after the old lock', () => {
    expect(lockAtOf(date(one, 1).toISOString(), [{ startsAt: two, lockedThrough: one }])).toBe(two);
  });
  it('is an earlier start, whatever was locked through before', () => {
    expect(lockAtOf(noon, [{ startsAt: one, lockedThrough: two }])).toBe(one);
  });
});
