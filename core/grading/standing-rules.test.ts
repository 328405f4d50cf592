import { describe, expect, it } from 'vitest';
import { gradeLeg } from './grade-leg.ts';
import { policyFor } from './policy.ts';
import { type EventInput, final, type LegInput, odds, single } from './testdata/tickets.ts';

const START = '2026-09-13T17:00:00Z';
const HOUR = 3_600_000;
const later = (hours: number, from = START) => new Date(Date.parse(from) + hours * HOUR).toISOString();
const stands = (event: EventInput, leg: Partial<LegInput> = {}) => {
  const reply = single('1', {
    sport: 'soccer',
    market: 'moneyline',
    selection: 'home',
    odds: odds('2.0'),
    startAtAccept: START,
    event,
    ...leg,
  });
  return [reply.result, reply.reason, reply.rule].filter(Boolean).join(' ');
};
const score = { home: 1, away: 0 };

describe('an event', () => {
  it.each<[string, EventInput, string]>([
    ['is yet to start', { state: 'scheduled' }, 'open event.scheduled'],
    ['runs', { state: 'live', score }, 'open event.live'],
    ['was cancelled', { state: 'cancelled' }, 'void CANCELLED event.cancelled'],
    ['was a walkover', { state: 'walkover', score }, 'void WALKOVER event.walkover'],
    ['was abandoned', { state: 'abandoned', score }, 'void ABANDONED play.minimum'],
    ['was forfeited', { state: 'forfeit', score }, 'void FORFEIT play.minimum'],
    ['was swapped', final(1, 0, { facts: { venue: 'swapped' } }), 'void VENUE event.venue'],
    ['was moved', final(1, 0, { facts: { venue: 'moved' } }), 'win moneyline'],
    ['was moved abroad', final(1, 0, { facts: { venue: 'other_country' } }), 'win moneyline'],
    ['is at home', final(1, 0, { facts: { venue: 'same' } }), 'win moneyline'],
  ])('%s', (_, event, outcome) => {
    expect(stands(event)).toBe(outcome);
  });

  it.each(['mma', 'boxing'] as const)('of %s is void in another country', (sport) => {
    const event: EventInput = { state: 'final', facts: { winner: 'home', venue: 'other_country' } };
    expect(stands(event, { sport })).toBe('void VENUE event.venue');
    expect(stands({ state: 'final', facts: { winner: 'home', venue: 'moved' } }, { sport })).toBe('win moneyline');
  });
});

it('in a state that no rule knows goes to review', () => {
  const event = { state: 'lost' } as never;
  expect(gradeLeg({ sport: 'soccer', market: 'moneyline', selection: 'home' }, event, policyFor())).toMatchObject({
    result: 'ungradeable',
    rule: 'event',
    reason: 'UNKNOWN_STATE',
  });
});

describe('a postponement', () => {
  const postponed = (more: Partial<EventInput>): EventInput => ({ state: 'postponed', ...more });
  const VOID = 'void POSTPONED event.postponed';
  const OPEN = 'open event.postponed';
  it.each<[string, EventInput, Partial<LegInput>, string]>([
    ['that says nothing more', postponed({}), { startAtAccept: undefined }, VOID],
    ['without a new start', postponed({}), {}, VOID],
    ['without the promised start', postponed({ startsAt: later(1) }), { startAtAccept: undefined }, VOID],
    ['without it, looked at early', postponed({ startsAt: later(1), asOf: START }), { startAtAccept: undefined }, VOID],
    ['to within 48 hours', postponed({ startsAt: later(48) }), {}, OPEN],
    ['beyond 48 hours', postponed({ startsAt: later(48.001) }), {}, VOID],
    ['looked at while there is time', postponed({ asOf: later(48) }), {}, OPEN],
    ['looked at before the start', postponed({ asOf: later(-5), startsAt: START }), {}, OPEN],
    ['looked at when time has run out', postponed({ asOf: later(49), startsAt: START }), {}, VOID],
    ['whose new start counts, not the time of the look', postponed({ asOf: later(60), startsAt: later(40) }), {}, OPEN],
    ['in tennis', postponed({ startsAt: later(300) }), { sport: 'tennis' }, OPEN],
    // Sunday to Tuesday stays in the week; Sunday to Thursday does not.
    ['within a football week', postponed({ startsAt: '2026-09-16T00:00:00Z' }), { sport: 'american_football' }, OPEN],
    [
      'to the last hour of a football week',
      postponed({ startsAt: '2026-09-17T09:59:00Z' }),
      { sport: 'american_football' },
      OPEN,
    ],
    ['into the next football week', postponed({ startsAt: '2026-09-17T10:00:00Z' }), { sport: 'american_football' }, VOID],
    ['of a play-off', postponed({ startsAt: later(300), facts: { playoff: true } }), { sport: 'american_football' }, OPEN],
    [
      'of another sport in that week',
      postponed({ startsAt: '2026-09-16T00:00:00Z', facts: { playoff: true } }),
      { sport: 'basketball' },
      VOID,
    ],
  ])('%s', (_, event, leg, outcome) => {
    expect(stands(event, leg)).toBe(outcome);
  });

  it.each<[string, EventInput, string]>([
    ['too late', final(1, 0, { actualStart: later(49) }), VOID],
    ['too late by its last start', final(1, 0, { startsAt: later(49) }), VOID],
    ['in time by its actual start', final(1, 0, { startsAt: later(49), actualStart: later(1) }), 'win moneyline'],
    ['in time', final(1, 0, { actualStart: later(48) }), 'win moneyline'],
  ])('that was played %s', (_, event, outcome) => {
    expect(stands(event)).toBe(outcome);
  });
  it('is not seen where no start was promised', () => {
    expect(stands(final(1, 0, { startsAt: START }), { startAtAccept: undefined })).toBe('win moneyline');
    expect(stands({ state: 'scheduled', startsAt: START }, { startAtAccept: undefined })).toBe('open event.scheduled');
  });
  it('is seen by the start alone, whatever the event is called', () => {
    expect(stands({ state: 'scheduled', startsAt: later(48) })).toBe('open event.scheduled');
    expect(stands({ state: 'scheduled', startsAt: later(49) })).toBe(VOID);
  });
});

describe('a suspension', () => {
  it.each<[string, EventInput, string]>([
    ['waits', { state: 'suspended', score }, 'open event.suspended'],
    ['waits for 36 hours', { state: 'suspended', score, suspendedAt: START, asOf: later(36) }, 'open event.suspended'],
    ['without a time waits', { state: 'suspended', score, asOf: later(90) }, 'open event.suspended'],
    ['then has no action', { state: 'suspended', score, suspendedAt: START, asOf: later(36.001) }, 'void ABANDONED play.minimum'],
    [
      'then stands where it was official',
      { state: 'suspended', score, minutes: 90, suspendedAt: START, asOf: later(37) },
      'win moneyline',
    ],
    ['that resumed in time stands', final(1, 0, { suspendedAt: START, resumedAt: later(36) }), 'win moneyline'],
    [
      'that resumed too late has no action',
      final(1, 0, { suspendedAt: START, resumedAt: later(36.001) }),
      'void ABANDONED event.abandoned',
    ],
    ['that never resumed but ended', final(1, 0, { suspendedAt: START }), 'win moneyline'],
    ['without a beginning', final(1, 0, { resumedAt: later(90) }), 'win moneyline'],
  ])('%s', (_, event, outcome) => {
    expect(stands(event)).toBe(outcome);
  });
});

describe('a late pick', () => {
  const event = final(1, 0, { actualStart: START });
  const LATE = 'void LATE lock.late';
  it.each<[string, EventInput, Partial<LegInput>, string]>([
    ['is one at the start', event, { acceptedAt: START }, LATE],
    ['is one after it', event, { acceptedAt: later(0.001) }, LATE],
    ['is not one a millisecond before', event, { acceptedAt: '2026-09-13T16:59:59.999Z' }, 'win moneyline'],
    ['goes by the last start where the actual one is unknown', final(1, 0, { startsAt: START }), { acceptedAt: START }, LATE],
    [
      'goes by the actual start where one has',
      final(1, 0, { startsAt: later(-1), actualStart: START }),
      { acceptedAt: later(-0.5) },
      'win moneyline',
    ],
    ['may be late where nobody knows the start', final(1, 0), { acceptedAt: later(5) }, 'win moneyline'],
    ['is not one taken in play', event, { acceptedAt: later(1), live: true }, 'win moneyline'],
    [
      'is void before the venue matters',
      final(1, 0, { actualStart: START, facts: { venue: 'swapped' } }),
      { acceptedAt: later(1) },
      LATE,
    ],
    ['waits for the result', { state: 'live', actualStart: START }, { acceptedAt: later(1) }, 'open event.live'],
  ])('%s', (_, facts, leg, outcome) => {
    expect(stands(facts, leg)).toBe(outcome);
  });
});
