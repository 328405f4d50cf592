import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn } from '#core/gates';
import { STAKE_PERIODS } from '#schemas/stake-limits';
import { type OpenPeriod, periodAt } from './stake-periods.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RUNS = Number(process.env.STAKE_RUNS ?? 60);

/** Zones at both ends of the day, with half hours, and with summer times that begin at midnight or are half an hour. */
const ZONES = [
  ...['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York', 'America/St_Johns', 'Europe/London', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Beirut', 'America/Santiago', 'America/Havana', 'Pacific/Chatham'],
];
/** The shortest period of each kind: on a day, or in a week or a month, in which the clock goes forward. */
const SHORTEST = { day: 23 * HOUR, week: 7 * DAY - HOUR, month: 28 * DAY - HOUR };
const zone = fc.constantFrom(...ZONES);
const instant = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true });
const open = (period: (typeof STAKE_PERIODS)[number], of: string, before: OpenPeriod | null, at: string) => {
  const { from, until } = periodAt(period, of, before, new Date(at));
  return [from, until];
};

describe('a period', () => {
  it.each([
    ['day', 'America/New_York', '2026-11-23T04:59:59.999Z', '2026-11-22T05:00:00.000Z', '2026-11-23T05:00:00.000Z'],
    ['day', 'America/New_York', '2026-11-23T05:00:00.000Z', '2026-11-23T05:00:00.000Z', '2026-11-24T05:00:00.000Z'],
    ['day', 'America/New_York', '2026-03-08T12:00:00.000Z', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['day', 'Pacific/Kiritimati', '2026-11-23T12:00:00.000Z', '2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'],
    // On this day the clocks go from 00:00 to 01:00.
    ['day', 'Africa/Cairo', '2026-04-24T12:00:00.000Z', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['week', 'UTC', '2026-11-29T23:59:59.999Z', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['week', 'UTC', '2026-11-30T00:00:00.000Z', '2026-11-30T00:00:00.000Z', '2026-12-07T00:00:00.000Z'],
    ['month', 'Europe/London', '2026-10-31T23:59:59.999Z', '2026-09-30T23:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['month', 'UTC', '2028-02-29T12:00:00.000Z', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ] as const)('%s of %s at %s', (period, of, at, from, until) => {
    expect(open(period, of, null, at)).toEqual([from, until]);
  });

  it('keeps its end when the person moves, and the next one in the other zone is longer', () => {
    const inNewYork = periodAt('day', 'America/New_York', null, new Date('2026-11-23T12:00:00Z'));
    expect(open('day', 'Pacific/Kiritimati', inNewYork, '2026-11-24T04:59:59.999Z')).toEqual([inNewYork.from, inNewYork.until]);
    expect(open('day', 'Pacific/Kiritimati', inNewYork, '2026-11-24T05:00:00.000Z')).toEqual([
      inNewYork.until,
      '2026-11-25T10:00:00.000Z',
    ]);
    // Days later the calendar of the new zone counts at once.
    expect(open('day', 'Pacific/Kiritimati', inNewYork, '2026-11-27T12:00:00.000Z')).toEqual([
      '2026-11-27T10:00:00.000Z',
      '2026-11-28T10:00:00.000Z',
    ]);
  });

  it('is that of the calendar, for any instant and zone', () => {
    fc.assert(
      fc.property(zone, instant, (of, at) => {
        for (const period of STAKE_PERIODS) {
          const { from, until } = periodAt(period, of, null, at);
          const [first, next] = [from, until].map((each) => dayIn(of, new Date(each)));
          expect(from <= at.toISOString() && at.toISOString() < until).toBe(true);
          // A second before each bound is another day.
          for (const bound of [from, until])
            expect(dayIn(of, new Date(Date.parse(bound) - 1_000)) < dayIn(of, new Date(bound))).toBe(true);
          if (period === 'month') expect([first?.slice(8), next?.slice(8)]).toEqual(['01', '01']);
          if (period === 'week') expect([first, next].map((day) => new Date(day ?? '').getUTCDay())).toEqual([1, 1]);
          if (period === 'day') expect(first).toBe(dayIn(of, at));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is never shorter than by the calendar and overlaps none, however often the person moves', () => {
    const move = fc.record({ to: zone, after: fc.integer({ min: 0, max: 40 * 24 }) });
    fc.assert(
      fc.property(instant, zone, fc.array(move, { minLength: 1, maxLength: 12 }), (begin, first, moves) => {
        for (const period of STAKE_PERIODS) {
          let at = begin.getTime();
          let before = periodAt(period, first, null, begin);
          for (const { to, after } of moves) {
            // The greediest mover looks at the very end of each period.
            at = after % 3 === 0 ? Date.parse(before.until) : at + (after * HOUR) / (period === 'day' ? 20 : 1);
            const next = periodAt(period, to, before, new Date(at));
            expect(Date.parse(next.until) - Date.parse(next.from)).toBeGreaterThanOrEqual(SHORTEST[period]);
            expect(next.from <= new Date(at).toISOString() && new Date(at).toISOString() < next.until).toBe(true);
            if (next !== before) expect(next.from >= before.until && next.stake === 0).toBe(true);
            before = next;
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
