import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamesEvery, isGamesDue, isTimeToLook, newestChange, nextClockAt, nextGamesAt, type PollPlans } from './cadence-rules.ts';

const NOON = Date.parse('2026-09-13T12:00:00.000Z');
const now = new Date(NOON);
const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();
const game = (
  minutes: number,
  state: 'scheduled' | 'final' | 'needs_review' = 'scheduled',
  league: 'nfl' | 'epl' | 'atp' = 'nfl',
) => ({ startsAt: inMinutes(minutes), state, league });
const DAY = 24 * 60;

describe('gamesEvery()', () => {
  it.each([
    [60, 'no game known', []],
    [60, 'over 24 hours away', [game(DAY + 1)]],
    [10, 'within 24 hours', [game(DAY)]],
    [10, 'just over half an hour away', [game(31)]],
    [1, 'in the last 30 minutes', [game(30)]],
    [1, 'a second before', [game(1 / 60)]],
    [60, 'started just now, and none ahead', [game(0)]],
    [1, 'the next of several decides', [game(-60), game(DAY * 3), game(20)]],
  ])('is %i min: %s', (minutes, _, events) => expect(gamesEvery(events, now)).toBe(minutes * MINUTE));
});

describe('isGamesDue()', () => {
  it('is true without a poll before', () => expect(isGamesDue([], undefined, now)).toBe(true));
  it('allows a schedule that fires a little early', () => {
    expect(isGamesDue([game(10)], inMinutes(-0.6), now)).toBe(true);
    expect(isGamesDue([game(10)], inMinutes(-0.4), now)).toBe(false);
    expect(isGamesDue([], inMinutes(-59.6), now)).toBe(true);
    expect(isGamesDue([], inMinutes(-59), now)).toBe(false);
  });
});

describe('nextGamesAt()', () => {
  it('never lies after a minute in which games are due, and lies within an hour of the last poll', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -80 * 60, max: 80 * 60 })), fc.integer({ min: 0, max: 59 }), (starts, ago) => {
        const events = starts.map((minutes) => game(minutes));
        const last = inMinutes(-ago);
        const next = Date.parse(nextGamesAt(events, last, now));
        expect(next).toBeLessThan(Date.parse(last) + 60 * MINUTE);
        if (isGamesDue(events, last, now)) expect(next).toBeLessThanOrEqual(NOON);
        for (let at = NOON + MINUTE; at < next; at += MINUTE) expect(isGamesDue(events, last, new Date(at))).toBe(false);
      }),
    );
  });

  it.each([
    ['the cadence', 59.5, [game(DAY * 3)]],
    ['a start that comes within a day', 5, [game(DAY + 5)]],
    ['a start that comes within half an hour', 7, [game(37)]],
  ])('follows %s', (_, minutes, events) => {
    expect(nextGamesAt(events, inMinutes(0), now)).toBe(inMinutes(minutes));
  });
});

it('nextClockAt() is within an hour, or when a game is overdue', () => {
  expect(nextClockAt([], now)).toBe(inMinutes(59.5));
  expect(nextClockAt([game(-239), game(-10)], now)).toBe(inMinutes(1));
  expect(nextClockAt([game(-300, 'scheduled', 'atp')], now)).toBe(inMinutes(59.5));
});

describe('isTimeToLook()', () => {
  const plan = (minutes: number, newest = inMinutes(-100)) => new Map([['nfl' as const, { nextAt: inMinutes(minutes), newest }]]);
  const none = new Map();
  it.each<[boolean, 'events' | 'scores', string, PollPlans]>([
    [true, 'events', 'there is no plan', { events: none, scores: plan(5) }],
    [false, 'events', 'the plan lies ahead', { events: plan(5), scores: none }],
    [true, 'events', 'its time has come', { events: plan(0), scores: none }],
    [true, 'events', 'a clock that ran ahead made it', { events: plan(61), scores: none }],
    [false, 'scores', 'the other job knows nothing newer', { events: plan(5), scores: plan(5) }],
    [true, 'scores', 'the other job is overdue', { events: plan(0), scores: plan(5) }],
    [true, 'scores', 'the other job has no plan', { events: none, scores: plan(5) }],
    [true, 'scores', 'the other job has made or moved a game since', { events: plan(5, inMinutes(-1)), scores: plan(5) }],
    [false, 'events', 'scores have changed since', { events: plan(5), scores: plan(5, inMinutes(-1)) }],
  ])('is %s for %s when %s', (is, job, _, plans) => expect(isTimeToLook(job, 'nfl', plans, now)).toBe(is));
});

it('newestChange() is the newest creation, move, result or state', () => {
  expect(newestChange([])).toBe('');
  expect(
    newestChange([
      { seenAt: inMinutes(1), gradingAt: null },
      { seenAt: inMinutes(0), gradingAt: inMinutes(2) },
    ]),
  ).toBe(inMinutes(2));
});
