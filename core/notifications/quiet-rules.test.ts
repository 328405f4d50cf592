import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuietHours } from '#schemas/quiet-hours';
import { QUARTER, quietUntil } from './quiet-rules.ts';

const hours = (from: string, to: string, timeZone = 'UTC'): QuietHours => ({ from, to, timeZone });
const endOf = (quiet: QuietHours | null, at: string) => quietUntil(quiet, new Date(at))?.toISOString() ?? null;

describe('quiet hours', () => {
  it.each([
    ['over midnight, in the evening', hours('22:00', '07:00'), '2026-11-23T23:10:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['over midnight, in the morning', hours('22:00', '07:00'), '2026-11-24T06:59:59.999Z', '2026-11-24T07:00:00.000Z'],
    ['at their first minute', hours('22:00', '07:00'), '2026-11-23T22:00:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['at their end', hours('22:00', '07:00'), '2026-11-24T07:00:00.000Z', null],
    ['before them', hours('22:00', '07:00'), '2026-11-23T21:59:59.999Z', null],
    ['within one day', hours('12:00', '13:00'), '2026-11-23T12:30:00.000Z', '2026-11-23T13:00:00.000Z'],
    ['whose end is no quarter', hours('22:00', '07:05'), '2026-11-23T23:00:00.000Z', '2026-11-24T07:15:00.000Z'],
    ['of New York', hours('22:00', '07:00', 'America/New_York'), '2026-11-24T03:30:00.000Z', '2026-11-24T12:00:00.000Z'],
    ['of New York, in its afternoon', hours('22:00', '07:00', 'America/New_York'), '2026-11-23T22:30:00.000Z', null],
    [
      'of India, half an hour beside the others',
      hours('22:00', '07:00', 'Asia/Kolkata'),
      '2026-11-23T17:00:00.000Z',
      '2026-11-24T01:30:00.000Z',
    ],
    [
      'in the night in which the clock goes back',
      hours('22:00', '07:00', 'America/New_York'),
      '2026-11-01T03:00:00.000Z',
      '2026-11-01T12:00:00.000Z',
    ],
    [
      'in the night in which the clock goes forward',
      hours('22:00', '07:00', 'America/New_York'),
      '2026-03-08T04:00:00.000Z',
      '2026-03-08T11:00:00.000Z',
    ],
    ['of nobody', null, '2026-11-23T23:10:00.000Z', null],
  ])('%s', (_, quiet, at, end) => {
    expect(endOf(quiet, at)).toBe(end);
  });

  it('end within a day and a quarter, at a quarter that is not quiet, in every zone', () => {
    const time = fc
      .tuple(fc.nat(23), fc.constantFrom(0, 15, 30, 45))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const zone = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') });
    fc.assert(
      fc.property(time, time, zone, instant, (from, to, timeZone, ms) => {
        fc.pre(from !== to);
        const quiet = { from, to, timeZone };
        const end = quietUntil(quiet, new Date(ms));
        if (end === null) return;
        expect(end.getTime() % QUARTER).toBe(0);
        expect(end.getTime()).toBeGreaterThanOrEqual(ms);
        expect(end.getTime() - ms).toBeLessThanOrEqual(86_400_000 + 3_600_000 + QUARTER);
      }),
    );
  });
});
