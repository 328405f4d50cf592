import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, isTimeToLook, newestChange, nextClockAt, nextLookAt, type PollPlans, pollEvery } from './cadence-rules.ts';

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

describe('pollEvery()', () => {
  it.each([
    [60, 'no game known', []],
    [60, 'over 24 hours away', [game(DAY + 1)]],
    [10, 'within 24 hours', [game(DAY)]],
    [10, 'just over half an hour away', [game(31)]],
    [1, 'in the last 30 minutes', [game(30)]],
    [1, 'a second before', [game(1 / 60)]],
    [60, 'started just now, and none ahead', [game(0)]],
    [1, 'the next of several decides', [game(-60), game(DAY * 3), game(20)]],
  ])('odds every %i min: %s', (minutes, _, events) => expect(pollEvery('odds', events, now)).toBe(minutes * MINUTE));

  it.each([
    [1, 'a game in play', [game(-1)]],
    [1, 'overdue, but it may still be in play', [game(-239, 'needs_review')]],
    [10, 'without its end, while the provider remembers it', [game(-241, 'needs_review')]],
    [10, 'of soccer over three hours ago', [game(-181, 'needs_review', 'epl')]],
    [1, 'of tennis almost six hours ago', [game(-359, 'needs_review', 'atp')]],
    [60, 'without its end, and forgotten', [game(-3 * DAY, 'needs_review')]],
    [60, 'ended', [game(-60, 'final')]],
  ])('scores every %i min: %s', (minutes, _, events) => expect(pollEvery('scores', events, now)).toBe(minutes * MINUTE));

  it.each([
    [60, 'no game near', []],
    [60, 'just over ten minutes away', [game(10.1)]],
    [10, 'in the last ten minutes', [game(10)]],
    [60, 'started just now', [game(0)]],
  ])('further lines every %i min: %s', (minutes, _, events) =>
    expect(pollEvery('alternates', events, now)).toBe(minutes * MINUTE),
  );
});

describe('isDue()', () => {
  it('polls further lines once more within fifteen minutes of a start', () => {
    for (let last = -75; last < -10; last += 1) {
      let asked = last;
      for (let minute = -10; minute < 0; minute++) {
        const tick = new Date(NOON + minute * MINUTE);
        if (isDue('alternates', [game(0)], inMinutes(asked), tick)) asked = minute;
      }
      expect(asked, `after ${last}`).toBeGreaterThanOrEqual(-15);
    }
  });
  it('is true without a poll before', () => expect(isDue('odds', [], undefined, now)).toBe(true));
  it('allows a schedule that fires a little early', () => {
    expect(isDue('odds', [game(10)], inMinutes(-0.6), now)).toBe(true);
    expect(isDue('odds', [game(10)], inMinutes(-0.4), now)).toBe(false);
    expect(isDue('odds', [], inMinutes(-59.6), now)).toBe(true);
    expect(isDue('odds', [], inMinutes(-59), now)).toBe(false);
  });
  it('gives 195 polls on the two days before a game, with a schedule of one minute', () => {
    const start = { startsAt: new Date(NOON).toISOString(), state: 'scheduled', league: 'nfl' } as const;
    let last: string | undefined;
    let polls = 0;
    for (let minute = -2 * DAY; minute < 0; minute++) {
      const tick = new Date(NOON + minute * MINUTE);
      if (!isDue('odds', [start], last, tick)) continue;
      last = tick.toISOString();
      polls++;
    }
    // 24 hourly, 141 ten-minutely, 30 each minute
    expect(polls).toBe(195);
  });
});

describe('nextLookAt()', () => {
  const kinds = fc.constantFrom('odds' as const, 'scores' as const, 'alternates' as const);
  const games = fc.array(
    fc.tuple(fc.integer({ min: -80 * 60, max: 80 * 60 }), fc.constantFrom('scheduled', 'needs_review', 'final')),
  );

  it('never lies after a minute in which a poll is due, and lies within an hour of the last poll', () => {
    fc.assert(
      fc.property(kinds, games, fc.integer({ min: 0, max: 59 }), (kind, starts, ago) => {
        const events = starts.map(([minutes, state]) => game(minutes, state as 'scheduled'));
        const last = inMinutes(-ago);
        const next = Date.parse(nextLookAt(kind, events, last, now));
        expect(next).toBeLessThan(Date.parse(last) + 60 * MINUTE);
        if (isDue(kind, events, last, now)) expect(next).toBeLessThanOrEqual(NOON);
        for (let at = NOON + MINUTE; at < next; at += MINUTE) expect(isDue(kind, events, last, new Date(at))).toBe(false);
      }),
    );
  });

  it.each([
    ['the cadence', 59.5, [game(DAY * 3)]],
    ['a start that comes within a day', 5, [game(DAY + 5)]],
    ['a start that comes within half an hour', 7, [game(37)]],
  ])('follows %s', (_, minutes, events) => {
    expect(nextLookAt('odds', events, inMinutes(0), now)).toBe(inMinutes(minutes));
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
