import { describe, expect, it } from 'vitest';
import type { EventFacts } from '#core/events';
import { assertTakesPicks, lineOf, lockAtOf, SHARDS, shardOf, stakeOf, statusOf } from './pick-rules.ts';

const noon = '2026-11-23T12:00:00.000Z';
const one = '2026-11-23T13:00:00.000Z';
const two = '2026-11-23T14:00:00.000Z';
const date = (instant: string, more = 0) => new Date(Date.parse(instant) + more);

describe('the line of a pick', () => {
  it.each([
    ['american_football', 'spread', 'home', '-3.50', '-3.5'],
    ['american_football', 'spread', 'away', '3', '+3'],
    ['american_football', 'spread', 'away', '+3', '+3'],
    ['american_football', 'total', 'over', '48.5', '48.5'],
    ['soccer', 'spread', 'home', '-0.25', '-0.25'],
    ['soccer', 'total', 'under', '2.75', '2.75'],
  ] as const)('%s %s %s %s is kept as %s', (sport, market, selection, line, kept) => {
    expect(lineOf(sport, { market, selection, line })).toBe(kept);
  });
  it.each([
    ['american_football', 'moneyline', 'home'],
    ['soccer', 'three_way', 'draw'],
  ] as const)('%s %s has none', (sport, market, selection) => {
    expect(lineOf(sport, { market, selection, line: undefined })).toBeUndefined();
  });
  it.each([
    ['american_football', 'three_way', 'draw', undefined, 'market'],
    ['soccer', 'moneyline', 'home', undefined, 'market'],
    ['american_football', 'moneyline', 'draw', undefined, 'selection'],
    ['american_football', 'total', 'home', '48.5', 'selection'],
    ['american_football', 'moneyline', 'home', '-3', 'line'],
    ['american_football', 'spread', 'home', undefined, 'line'],
    ['american_football', 'spread', 'home', '-3.25', 'line'],
    ['soccer', 'spread', 'home', '-0.3', 'line'],
    ['soccer', 'total', 'over', '0', 'line'],
    ['soccer', 'total', 'over', '-2.5', 'line'],
  ] as const)('%s %s %s %s is refused by its %5$s', (sport, market, selection, line, field) => {
    expect(() => lineOf(sport, { market, selection, line })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field } }),
    );
  });
});

it.each([
  ['0.01', 10_000],
  ['1.5', 1_500_000],
  ['100', 100_000_000],
  ['0.1', 100_000],
])('a stake of %s units is %i millionths', (units, micro) => {
  expect(stakeOf(units)).toBe(micro);
});

describe('an event', () => {
  const event = { state: 'scheduled', startsAt: one } as EventFacts;
  it('takes picks until its start, and not at it', () => {
    expect(() => assertTakesPicks(event, date(one, -1))).not.toThrow();
    expect(() => assertTakesPicks(event, date(one))).toThrow(expect.objectContaining({ code: 'PICK_LOCKED' }));
    expect(() => assertTakesPicks(event, date(one, 1))).toThrow(expect.objectContaining({ code: 'PICK_LOCKED' }));
  });
  it.each(['final', 'needs_review', 'postponed', 'cancelled', 'abandoned'] as const)('that is %s takes none', (state) => {
    expect(() => assertTakesPicks({ ...event, state }, date(noon))).toThrow(expect.objectContaining({ code: 'PICK_LOCKED' }));
  });
});

describe('a pick locks', () => {
  it('at the start in force', () => {
    expect(lockAtOf({ placedAt: noon, startsAt: one, lockedThrough: null })).toBe(one);
  });
  it('where it was locked already when a start that had passed moved on', () => {
    expect(lockAtOf({ placedAt: noon, startsAt: two, lockedThrough: one })).toBe(one);
    expect(lockAtOf({ placedAt: one, startsAt: two, lockedThrough: one })).toBe(one);
  });
  it('at the new start, if it was placed after that', () => {
    expect(lockAtOf({ placedAt: date(one, 1).toISOString(), startsAt: two, lockedThrough: one })).toBe(two);
  });
  it('at an earlier start, whatever was locked through before', () => {
    expect(lockAtOf({ placedAt: noon, startsAt: one, lockedThrough: two })).toBe(one);
  });
});

describe('the status of a pick', () => {
  it.each([
    [{}, date(one, -1), 'open'],
    [{}, date(one), 'locked'],
    [{ outcome: {} }, date(noon), 'settled'],
    [{ outcome: {} }, date(two), 'settled'],
    [{ deletedAt: noon }, date(two), 'deleted'],
    [{ deletedAt: noon, outcome: {} }, date(two), 'deleted'],
  ])('%j at %s is %s', (pick, now, status) => {
    expect(statusOf(pick, one, now)).toBe(status);
  });
});

it('spreads picks over shards, the same one always', () => {
  const ids = Array.from({ length: 256 }, (_, i) => `0190a000-0000-7000-8000-0000000000${i.toString(16).padStart(2, '0')}`);
  expect(new Set(ids.map(shardOf))).toEqual(new Set(Array.from({ length: SHARDS }, (_, n) => n)));
});
