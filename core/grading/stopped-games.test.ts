import { describe, expect, it } from 'vitest';
import { type EventInput, final, moneyline, resultOf, single } from './testdata/tickets.ts';

const HOUR = 3_600_000;

describe('a pick on a game that did not go as scheduled', () => {
  it('is late when it was accepted between the earlier and the scheduled start', () => {
    const leg = { ...moneyline('-110', 'win'), acceptedAt: '2026-09-13T16:45:00Z', startAtAccept: '2026-09-13T17:00:00Z' };
    const event = final(21, 20, { startsAt: '2026-09-13T16:30:00Z' });
    expect(single('1', { ...leg, event })).toMatchObject({
      result: 'void',
      reason: 'LATE',
      rule: 'lock.late',
      profit: '0.000000',
    });
  });

  it.each([
    [47, 'open'],
    [48, 'open'],
    [49, 'void'],
  ])('postponed by %i hours is %s', (hours, result) => {
    const startAtAccept = '2026-09-13T17:00:00Z';
    const startsAt = new Date(Date.parse(startAtAccept) + hours * HOUR).toISOString();
    const leg = { sport: 'soccer', market: 'moneyline', selection: 'home', startAtAccept } as const;
    expect(resultOf({ ...leg, event: { state: 'postponed', startsAt } })).toBe(result);
    expect(resultOf({ ...leg, event: { state: 'scheduled', startsAt } })).toBe(result);
    const played = resultOf({ ...leg, event: final(1, 0, { startsAt }) });
    expect(played).toBe(result === 'open' ? 'win' : 'void');
  });

  const tennis = (market: string, selection: string, event: EventInput, line?: string) =>
    resultOf({ sport: 'tennis', market, selection, line, event });
  const survivor: EventInput = {
    state: 'retired',
    periods: [
      { period: 'S1', home: 0, away: 6 },
      { period: 'S2', home: 0, away: 2 },
    ],
    facts: { winner: 'home' },
  };
  it('on tennis is won by the trailing player when the leader retires after a set; games, sets and handicap are void', () => {
    expect(tennis('moneyline', 'home', survivor)).toBe('win');
    expect(tennis('moneyline', 'away', survivor)).toBe('loss');
    expect(tennis('total', 'over', survivor, '20.5')).toBe('void');
    expect(tennis('spread', 'home', survivor, '+3.5')).toBe('void');
    expect(tennis('correct_score', '2-1', survivor)).toBe('void');
    // Decided before: the survivor had lost a set.
    expect(tennis('correct_score', '2-0', survivor)).toBe('loss');
  });

  it('on tennis is void after a retirement in the first set, unless it was decided', () => {
    const early: EventInput = { state: 'retired', periods: [{ period: 'S1', home: 4, away: 5 }], facts: { winner: 'away' } };
    expect(tennis('moneyline', 'away', early)).toBe('void');
    expect(tennis('total', 'over', early, '20.5')).toBe('void');
    expect(tennis('total', 'over', early, '8.5')).toBe('win');
    expect(tennis('total', 'under', early, '8.5')).toBe('loss');
  });

  it('on hockey counts one goal for the winner of a shootout; the three-way market is a draw', () => {
    const periods = ['P1', 'P2', 'P3'].map((period) => ({ period, home: 1, away: 1 }));
    const event = final(3, 4, { periods: [...periods, { period: 'OT', home: 0, away: 0 }, { period: 'SO', home: 1, away: 3 }] });
    const hockey = (market: string, selection: string, line?: string) =>
      resultOf({ sport: 'ice_hockey', market, selection, line, event });
    expect(hockey('moneyline', 'away')).toBe('win');
    expect([hockey('total', 'over', '6.5'), hockey('total', 'over', '7'), hockey('total', 'over', '7.5')]).toEqual([
      'win',
      'push',
      'loss',
    ]);
    expect([hockey('three_way', 'draw'), hockey('three_way', 'away')]).toEqual(['win', 'loss']);
  });

  it('on basketball stopped at 47:15 is graded on sides, and on a total only once the over has passed', () => {
    const event: EventInput = { state: 'abandoned', score: { home: 100, away: 98 }, minutes: '47:15' };
    const nba = (market: string, selection: string, line?: string) =>
      resultOf({ sport: 'basketball', market, selection, line, event });
    expect([nba('moneyline', 'home'), nba('spread', 'away', '+3.5')]).toEqual(['win', 'win']);
    expect([nba('total', 'over', '198.5'), nba('total', 'under', '198.5')]).toEqual(['void', 'void']);
    expect([nba('total', 'over', '197.5'), nba('total', 'under', '197.5')]).toEqual(['win', 'loss']);
  });

  it('on baseball called after six innings is graded on the winner alone, unless the policy lets decided markets stand', () => {
    const event = final(7, 3, { facts: { innings: 6 } });
    const mlb = (market: string, selection: string, line?: string, policy = {}) =>
      resultOf({ sport: 'baseball', market, selection, line, event }, { policy });
    expect(mlb('moneyline', 'home')).toBe('win');
    expect([mlb('total', 'over', '8.5'), mlb('spread', 'home', '-1.5')]).toEqual(['void', 'void']);
    expect(mlb('total', 'over', '8.5', { decidedStands: 'always' })).toBe('win');
  });
});
