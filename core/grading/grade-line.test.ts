import { describe, expect, it } from 'vitest';
import { formatFraction } from '#core/odds';
import { gradeLine } from './grade-line.ts';
import { ticketPrice } from './grade-pick.ts';
import { POLICY_VERSION, POLICY_VERSIONS, policyFor } from './policy.ts';
import { priced } from './testdata/leg-grades.ts';
import { final, grade, moneyline, odds, single } from './testdata/tickets.ts';

describe('a policy', () => {
  it('is found by its version, with choices on top', () => {
    expect(POLICY_VERSIONS).toContain(POLICY_VERSION);
    expect(policyFor()).toEqual(policyFor(POLICY_VERSION));
    expect(policyFor('1', { ties: undefined, rule4: 'waive_5' })).toEqual({ ...policyFor('1'), rule4: 'waive_5' });
    for (const version of ['0', 'toString', ''])
      expect(() => policyFor(version)).toThrow(new RangeError(`there is no settlement policy ${version}`));
  });
  it('1 never changes', () => {
    expect(policyFor('1')).toMatchInlineSnapshot(`
      {
        "decidedStands": "except_baseball_totals",
        "golfOfficial": "holes_36",
        "moneylineDraw": "push",
        "nonStarter": "runs_or_void",
        "postponeHours": 48,
        "redCard": "two",
        "resumeHours": 36,
        "rule4": "full",
        "sameGameParlay": "sgp_void",
        "soccerScope": "regulation",
        "tennisMoneyline": "one_set",
        "ties": "dead_heat",
        "unfinishedSet": "as_played",
        "version": "1",
      }
    `);
  });
});

describe('the price of a ticket', () => {
  it('is quoted, or the product of its legs', () => {
    const show = (pick: Parameters<typeof ticketPrice>[0]) => {
      const price = ticketPrice(pick);
      return price && formatFraction(price);
    };
    expect(show({ kind: 'parlay', legs: priced(3) })).toBe('8');
    expect(show({ kind: 'single', legs: [{ odds: odds('-110') }] })).toBe('21/11');
    expect(show({ kind: 'parlay', legs: [...priced(1), {}] })).toBeNull();
    expect(show({ kind: 'parlay', legs: [{}, ...priced(1)] })).toBeNull();
    expect(show({ kind: 'same_game_parlay', legs: priced(2), odds: odds('+600') })).toBe('7');
    expect(show({ kind: 'teaser', legs: priced(2), odds: odds('-110') })).toBe('21/11');
    expect(show({ kind: 'teaser', legs: priced(2) })).toBeNull();
  });
});

describe('a whole line', () => {
  it('keeps its legs apart, with the closing line value of a single', () => {
    const closing = {
      method: 'multiplicative' as const,
      prices: [{ selection: 'home', price: '1.90', format: 'decimal' as const }],
    };
    const one = single('1', { ...moneyline('-110', 'win'), closing });
    expect(one.counted).toBe(true);
    expect(one.clv).toEqual({ raw: '0.004785', fair: null, probability: '0.002506', line: null, method: 'multiplicative' });
    expect(one.legs).toEqual([
      { result: 'win', fractions: { won: '1', returned: '0', lost: '0' }, rule: 'moneyline', reason: null, clv: one.clv },
    ]);
    const two = grade('parlay', '1', [{ ...moneyline('-110', 'win'), closing }, moneyline('-110', 'loss')]);
    expect(two.clv).toBeNull();
    expect(two.legs.map(({ clv }) => clv)).toEqual([one.clv, null]);
    const unpriced = grade(
      'same_game_parlay',
      '1',
      [{ ...moneyline('-110', 'win'), odds: undefined, closing }, moneyline('-110', 'win')],
      { odds: odds('+200') },
    );
    expect(unpriced.legs[0]?.clv).toBeNull();
  });
  it('compares with a close before the start', () => {
    const closing = {
      method: 'multiplicative' as const,
      confirmedAt: '2026-09-13T16:40:00Z',
      prices: [{ selection: 'home', price: '1.90', format: 'decimal' as const }],
    };
    const at = (more: object) => single('1', { ...moneyline('-110', 'win'), closing, event: final(1, 0, more) }).clv?.raw;
    expect(at({ startsAt: '2026-09-13T17:00:00Z' })).toBeUndefined();
    expect(at({ startsAt: '2026-09-13T17:00:00Z', actualStart: '2026-09-13T16:50:00Z' })).toBe('0.004785');
    expect(at({})).toBe('0.004785');
  });
  it('refuses a policy that was never published', () => {
    expect(() =>
      gradeLine({
        id: 1,
        kind: 'single',
        stake: '1',
        legs: [{ ...moneyline('-110', 'win'), period: 'game' } as never],
        policy: { version: '99' },
      }),
    ).toThrow(RangeError);
  });
});
