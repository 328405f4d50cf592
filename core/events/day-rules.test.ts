import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt, dayWindow, startOfDay } from './day-rules.ts';

describe('dayWindow()', () => {
  it.each([
    ['2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23', 'America/New_York', '2026-11-23T05:00:00.000Z', '2026-11-24T05:00:00.000Z'],
    ['2026-07-01', 'Europe/London', '2026-06-30T23:00:00.000Z', '2026-07-01T23:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['2026-11-23', 'Asia/Kathmandu', '2026-11-22T18:15:00.000Z', '2026-11-23T18:15:00.000Z'],
    ['2026-11-23', 'Pacific/Kiritimati', '2026-11-22T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['2026-11-23', 'Pacific/Pago_Pago', '2026-11-23T11:00:00.000Z', '2026-11-24T11:00:00.000Z'],
    ['2026-12-31', 'UTC', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('of %s in %s', (date, zone, from, to) => expect(dayWindow(date, zone)).toEqual({ from, to }));

  it('begins at one o’clock where midnight is left out', () => {
    expect(startOfDay('2026-04-24', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });
  it('is empty for a date that the zone left out', () => {
    const { from, to } = dayWindow('2011-12-30', 'Pacific/Apia');
    expect(from).toBe(to);
  });
  it('puts a Monday night game in New York on Monday, although it is Tuesday in UTC', () => {
    const { from, to } = dayWindow('2022-09-12', 'America/New_York');
    const kickOff = '2022-09-13T00:15:00.000Z';
    expect(from <= kickOff && kickOff < to).toBe(true);
  });
  it('holds exactly the instants at which the calendar shows the date', () => {
    const zones = [
      'America/New_York',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/Santiago',
      'Pacific/Auckland',
    ];
    const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') });
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (ms, zone) => {
        const now = new Date(ms);
        const { from, to } = dayWindow(dateAt(now, zone), zone);
        expect(from <= now.toISOString() && now.toISOString() < to).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
