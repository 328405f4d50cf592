import { describe, expect, it } from 'vitest';
import { gradeLeg } from './grade-leg.ts';
import { gradeAsReviewed, gradePick } from './grade-pick.ts';
import { fractionsOf, isDecided } from './outcome.ts';
import { policyFor } from './policy.ts';
import type { PickToGrade } from './ticket-rules.ts';

const policy = policyFor();
const leg = (price: string) => ({ odds: { format: 'american' as const, price } });
const quoted = { format: 'decimal' as const, price: '3.5' };
const parlay: PickToGrade = { kind: 'parlay', stakeMicro: 2_000_000, legs: [leg('-110'), leg('+150')] };

describe('a reviewer’s word on a whole ticket', () => {
  it.each<[string, PickToGrade, 'win' | 'loss' | 'push' | 'void', string, bigint]>([
    ['a parlay won pays the product of its legs', parlay, 'win', '105/22', 7_545_455n],
    [
      'a same-game parlay won pays its quoted price',
      { ...parlay, kind: 'same_game_parlay', odds: quoted },
      'win',
      '7/2',
      5_000_000n,
    ],
    ['lost is the stake', parlay, 'loss', '0', -2_000_000n],
    ['pushed is nothing', parlay, 'push', '1', 0n],
    ['void is nothing', parlay, 'void', '1', 0n],
    ['a round robin lost is all of its stakes', { ...parlay, kind: 'round_robin', size: 1 }, 'loss', '0', -4_000_000n],
  ])('%s', (_, pick, result, R, profitMicro) => {
    expect(gradeAsReviewed(pick, result, policy)).toMatchObject({
      result,
      R,
      profitMicro,
      rule: 'review',
      reason: 'REVIEWED',
      fractions: null,
    });
  });
  it('counts in turnover as the rules’ own would', () => {
    expect(gradeAsReviewed(parlay, 'win', policy)?.turnoverMicro).toBe(2_000_000n);
    expect(gradeAsReviewed(parlay, 'void', policy)?.turnoverMicro).toBe(0n);
  });
  it('is none where there is no one price, and for any other result', () => {
    expect(gradeAsReviewed({ ...parlay, kind: 'round_robin', size: 2 }, 'win', policy)).toBeNull();
    expect(gradeAsReviewed({ kind: 'teaser', stakeMicro: 1, legs: [{}, {}] }, 'win', policy)).toBeNull();
    for (const result of ['half_win', 'half_loss', 'dead_heat', 'open', 'ungradeable'] as const)
      expect(gradeAsReviewed(parlay, result, policy)).toBeNull();
  });
  it('leaves the rules’ own grade as it was', () => {
    const legs = ['win', 'win'].map((result) => ({
      result: result as 'win',
      fractions: fractionsOf('win'),
      rule: 'moneyline',
      reason: null,
    }));
    expect(gradePick(parlay, legs, policy)).toMatchObject({ result: 'win', R: '105/22', rule: 'parlay', reason: null });
  });
});

describe('the parts of a stake', () => {
  it.each([
    ['win', '1', '0', '0'],
    ['loss', '0', '0', '1'],
    ['push', '0', '1', '0'],
    ['void', '0', '1', '0'],
    ['half_win', '1/2', '1/2', '0'],
    ['half_loss', '0', '1/2', '1/2'],
    ['half_face', '1/2', '0', '1/2'],
  ] as const)('of a %s are %s won, %s returned, %s lost', (result, won, returned, lost) => {
    expect(fractionsOf(result)).toEqual({ won, returned, lost });
  });
  it('of a dead heat go by how many tied for how many places, and are unknown without', () => {
    expect(fractionsOf('dead_heat', { tied: 6, places: 3 })).toEqual({ won: '1/2', returned: '0', lost: '1/2' });
    expect(fractionsOf('dead_heat')).toBeNull();
  });
  it('are none of what is not decided', () => {
    for (const result of ['open', 'ungradeable'] as const) {
      expect(fractionsOf(result)).toBeNull();
      expect(isDecided(result)).toBe(false);
    }
    expect(isDecided('void')).toBe(true);
  });
});

describe('races to several marks', () => {
  const race = (line: string, facts: object, state: 'final' | 'abandoned' = 'final') =>
    gradeLeg(
      { sport: 'american_football', market: 'race_to', selection: 'home', line },
      { id: 'e', state, score: { home: 24, away: 20 }, facts },
      policy,
    ).result;
  it('are told apart by the mark', () => {
    const facts = { races: { 10: 'away', 20: 'home', 30: 'none' } };
    expect(['10', '20', '30', '40'].map((line) => race(line, facts))).toEqual(['loss', 'win', 'void', 'ungradeable']);
  });
  it('without marks are the one that the facts speak of', () => {
    expect([race('10', { first: 'home' }), race('10', { first: 'away' }), race('10', {})]).toEqual([
      'win',
      'loss',
      'ungradeable',
    ]);
  });
});

describe('a free bet on a ticket with a price of its own', () => {
  const sameGame: PickToGrade = { kind: 'same_game_parlay', stakeMicro: 2_000_000, legs: [{}, {}], odds: quoted, freeBet: true };
  const profit = (...results: ('win' | 'loss' | 'void')[]) =>
    gradePick(
      sameGame,
      results.map((result) => ({ result, fractions: fractionsOf(result), rule: 'moneyline', reason: null })),
      policy,
    ).profitMicro;
  it('wins what is above the stake, and loses nothing', () => {
    expect([profit('win', 'win'), profit('win', 'loss'), profit('win', 'void')]).toEqual([5_000_000n, 0n, 0n]);
  });
});
