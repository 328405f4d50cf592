import { describe, expect, it } from 'vitest';
import { Timeframe } from '#schemas/stats';
import { boundsOf, periodsIn, periodsOf } from './period-rules.ts';

const newYear = new Date('2027-01-02T00:30:00.000Z');

describe('the periods of a settlement', () => {
  it('are all time, its year and its day, in UTC', () => {
    expect(periodsOf('2026-12-31T23:59:59.999Z')).toEqual(['all', '2026', '2026-12-31']);
    expect(periodsOf('2027-01-01T00:00:00.000Z')).toEqual(['all', '2027', '2027-01-01']);
  });
});

describe('the periods of a timeframe', () => {
  it('are so many whole days, today among them, also over the turn of a year', () => {
    expect(periodsIn('7d', newYear)).toEqual([
      '2027-01-02',
      '2027-01-01',
      '2026-12-31',
      '2026-12-30',
      '2026-12-29',
      '2026-12-28',
      '2026-12-27',
    ]);
    expect(periodsIn('30d', newYear)).toHaveLength(30);
    expect(new Set(periodsIn('90d', newYear)).size).toBe(90);
  });
  it('are one for a season and for all time', () => {
    expect(periodsIn('season', newYear)).toEqual(['2027']);
    expect(periodsIn('all', newYear)).toEqual(['all']);
  });
  it('have what was settled today', () => {
    for (const timeframe of ['7d', '30d', '90d', 'season', 'all'] as const)
      expect(periodsIn(timeframe, newYear).filter((period) => periodsOf(newYear.toISOString()).includes(period))).toHaveLength(1);
  });
});

describe('the bounds of a timeframe', () => {
  it('are the whole days of its periods', () => {
    expect(boundsOf('7d', newYear)).toEqual({ from: '2026-12-27T00:00:00.000Z', to: '2027-01-03T00:00:00.000Z' });
    expect(boundsOf('season', newYear)).toEqual({ from: '2027-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' });
  });
  it('hold just what its periods count', () => {
    const around = [
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00.000Z',
      '2027-01-02T23:59:59.999Z',
      '2027-01-03T00:00:00.000Z',
    ];
    const oldest = [7, 30, 90].flatMap((days) => {
      const first = Date.parse('2027-01-03T00:00:00.000Z') - days * 86_400_000;
      return [first - 1, first].map((at) => new Date(at).toISOString());
    });
    for (const timeframe of Timeframe.options) {
      const { from, to } = boundsOf(timeframe, newYear);
      const periods = periodsIn(timeframe, newYear);
      for (const at of [...around, ...oldest])
        expect(from <= at && at < to, `${timeframe} ${at}`).toBe(periodsOf(at).some((period) => periods.includes(period)));
    }
  });
});
