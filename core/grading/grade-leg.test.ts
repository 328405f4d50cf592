import { describe, expect, it } from 'vitest';
import { gradeLeg } from './grade-leg.ts';
import { gradePick } from './grade-pick.ts';
import { policyFor } from './policy.ts';

const policy = policyFor();
const final = (home: number, away: number) => ({ state: 'final' as const, score: { home, away } });
describe('a first look', () => {
  it.each([
    ['spread', 'home', '-0.25', 0, 0, 'half_loss'],
    ['spread', 'home', '+0.75', 0, 1, 'half_loss'],
    ['total', 'under', '5.25', 3, 2, 'half_win'],
    ['total', 'over', '3', 1, 2, 'push'],
    ['three_way', 'home', null, 1, 1, 'loss'],
  ])('%s %s %s at %i-%i is %s', (market, selection, line, h, a, result) => {
    expect(gradeLeg({ sport: 'soccer', market, selection, line }, final(h, a), policy).result).toBe(result);
  });
  it.each([
    ['curling', 'moneyline', 'home', 'UNKNOWN_SPORT'],
    ['golf', 'outright', '', 'UNKNOWN_SELECTION'],
  ])('sends %s %s on "%s" to review', (sport, market, selection, reason) => {
    expect(gradeLeg({ sport, market, selection }, final(1, 0), policy)).toEqual({
      result: 'ungradeable',
      fractions: null,
      rule: market,
      reason,
    });
  });
  it('pays a single', () => {
    const grade = gradeLeg({ sport: 'american_football', market: 'moneyline', selection: 'home' }, final(31, 30), policy);
    const pick = {
      kind: 'single' as const,
      stakeMicro: 1_000_000,
      legs: [{ odds: { format: 'american' as const, price: '-110' } }],
    };
    expect(gradePick(pick, [grade], policy)).toMatchObject({
      result: 'win',
      profitMicro: 909_091n,
      profitExact: '10/11',
      grossReturn: '1.909091',
    });
  });
});
