import { describe, expect, it } from 'vitest';
import { formatFraction, fraction } from '#core/odds';
import { gradePick } from './grade-pick.ts';
import type { LegGrade } from './outcome.ts';
import { policyFor } from './policy.ts';
import { combinations, systemReturn } from './price-rules.ts';
import { legs, priced, run } from './testdata/leg-grades.ts';
import { odds } from './testdata/tickets.ts';
import type { PickToGrade } from './ticket-rules.ts';

const policy = policyFor();

describe('a parlay', () => {
  it.each([
    ['win win', 'win 4'],
    ['win push', 'win 2'],
    ['push push', 'push 1'],
    ['push void', 'push 1'],
    ['void:CANCELLED void:DNP', 'void 1 ALL_VOID'],
    ['loss void', 'loss 0'],
    ['win half_loss', 'push 1'],
    ['half_loss half_loss', 'loss 1/4'],
    ['win dead_heat', 'win 2'],
    ['dead_heat dead_heat', 'push 1'],
    ['win open', 'open -'],
    ['loss open', 'loss 0'],
    ['loss ungradeable', 'loss 0'],
    ['win ungradeable:NO_SCORE', 'ungradeable - NO_SCORE'],
    ['win ungradeable', 'ungradeable - UNGRADEABLE'],
    ['open ungradeable:NO_SCORE', 'ungradeable - NO_SCORE'],
    ['win void:LATE', 'void 1 LATE'],
    ['loss void:LATE', 'void 1 LATE'],
    ['open void:LATE', 'void 1 LATE'],
    ['void:DNP', 'void 1 DNP'],
  ])('%s: %s', (text, outcome) => {
    expect(run('parlay', text)).toBe(outcome);
  });
  it('needs the price of each leg and a grade for it', () => {
    expect(run('parlay', 'win win', { legs: [{ odds: odds('2.0') }, {}] })).toBe('ungradeable - NO_PRICE');
    expect(run('parlay', 'win win', { legs: priced(3) })).toBe('ungradeable - LEGS_MISSING');
    expect(gradePick({ kind: 'parlay', stakeMicro: 1, legs: [] }, [], policy).result).toBe('ungradeable');
    expect(run('parlay', 'win win', { legs: [{ odds: odds('2.0') }, { odds: odds('2.0'), deductions: ['x'] }] })).toBe(
      'ungradeable - DEDUCTION_UNREADABLE',
    );
  });
  it('voided for a late leg names the lock, and puts down one stake whatever its size', () => {
    const pick: PickToGrade = { kind: 'parlay', stakeMicro: 5, legs: priced(2), size: 1 };
    expect(gradePick(pick, legs('win void:LATE'), policy)).toMatchObject({ rule: 'lock.late', stakedMicro: 5n });
  });
  it('cannot be paid on fractions that are no division of a stake', () => {
    const flawed = (won: string, returned: string, lost: string): LegGrade => ({
      result: 'win',
      fractions: { won, returned, lost },
      rule: 'x',
      reason: null,
    });
    for (const grades of [
      flawed('1', '1', '0'),
      flawed('2', '-1', '0'),
      flawed('x', '0', '0'),
      flawed('0', 'x', '0'),
      flawed('1', '0', 'x'),
    ]) {
      const pick: PickToGrade = { kind: 'single', stakeMicro: 1, legs: priced(1) };
      expect(gradePick(pick, [grades], policy)).toMatchObject({ reason: 'FRACTIONS_UNREADABLE', R: null });
    }
  });
});

describe('a round robin', () => {
  it.each([
    ['win win loss', 2, 'win 4/3'],
    ['win loss loss', 2, 'loss 0'],
    ['loss loss open', 2, 'loss 0'],
    ['win loss open', 2, 'open -'],
    ['win win open', 1, 'open -'],
    ['win win win', 3, 'win 8'],
    ['push push push', 2, 'push 1'],
    ['void void void', 2, 'void 1 ALL_VOID'],
    ['win win', 0, 'ungradeable - SIZE_UNREADABLE'],
    ['win win', 3, 'ungradeable - SIZE_UNREADABLE'],
    ['win win', 1.5, 'ungradeable - SIZE_UNREADABLE'],
    ['win win', undefined, 'ungradeable - SIZE_UNREADABLE'],
    ['win win', 2, 'win 4'],
  ])('%s by %s: %s', (text, size, outcome) => {
    expect(run('round_robin', text, { size })).toBe(outcome);
  });
  it('stakes each combination', () => {
    const pick: PickToGrade = { kind: 'round_robin', stakeMicro: 10_000_000n, legs: priced(4), size: 2 };
    const reply = gradePick(pick, legs('win win loss loss'), policy);
    expect(reply).toMatchObject({
      result: 'loss',
      R: '2/3',
      stakedMicro: 60_000_000n,
      turnoverMicro: 60_000_000n,
      profitMicro: -20_000_000n,
    });
    expect([combinations(4, 2), combinations(12, 6), combinations(5, 5), combinations(5, 0)]).toEqual([6n, 924n, 1n, 1n]);
    expect(formatFraction(systemReturn([fraction(2), fraction(3), fraction(5)], 2))).toBe('31');
  });
});

describe('a same-game parlay', () => {
  const quoted = { odds: odds('+600') };
  it.each([
    ['win win', {}, 'win 7'],
    ['win loss', {}, 'loss 0'],
    ['loss void', {}, 'loss 0'],
    ['loss open', {}, 'loss 0'],
    ['win void', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win push', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win half_win', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win half_loss', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win dead_heat', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win half_face', {}, 'void 1 LEG_WITHOUT_ACTION'],
    ['win open', {}, 'open -'],
    ['void open', {}, 'open -'],
    ['win ungradeable:X', {}, 'ungradeable - X'],
    ['void void', {}, 'void 1 ALL_VOID'],
    ['win void:LATE', {}, 'void 1 LATE'],
    ['loss void', { sameGameParlay: 'refund_always' }, 'void 1 LEG_WITHOUT_ACTION'],
    ['open void', { sameGameParlay: 'refund_always' }, 'void 1 LEG_WITHOUT_ACTION'],
    ['loss open', { sameGameParlay: 'refund_always' }, 'open -'],
    ['loss win', { sameGameParlay: 'refund_always' }, 'loss 0'],
    ['win win', { sameGameParlay: 'refund_always' }, 'win 7'],
    ['win void', { sameGameParlay: 'reprice' }, 'ungradeable - NO_NEW_PRICE'],
    ['loss void', { sameGameParlay: 'reprice' }, 'loss 0'],
    ['push void', { sameGameParlay: 'reprice' }, 'void 1 LEG_WITHOUT_ACTION'],
    ['win win', { sameGameParlay: 'reprice' }, 'win 7'],
  ])('%s under %j: %s', (text, choices, outcome) => {
    expect(run('same_game_parlay', text, quoted, choices)).toBe(outcome);
  });
  it('is paid at the new price that the book gave, or not without one', () => {
    expect(run('same_game_parlay', 'win void', { ...quoted, repricedOdds: odds('+300') }, { sameGameParlay: 'reprice' })).toBe(
      'win 4',
    );
    expect(run('same_game_parlay', 'win win')).toBe('ungradeable - NO_PRICE');
  });
  it('names its policy as the rule', () => {
    const reply = gradePick({ kind: 'same_game_parlay', stakeMicro: 1, legs: priced(2), ...quoted }, legs('win loss'), policy);
    expect(reply).toMatchObject({ rule: 'same_game_parlay.sgp_void', fractions: null });
  });
});

describe('a teaser', () => {
  const prices = { teaserPrices: { 2: odds('-110'), 3: odds('+160'), 4: odds('+260') } };
  it.each([
    ['win win', 'win 21/11'],
    ['win loss', 'loss 0'],
    ['loss loss', 'loss 0'],
    ['push win', 'push 1 TEASER_TIE'],
    ['push loss', 'push 1 TEASER_TIE'],
    ['push push', 'push 1 TEASER_TIE'],
    ['void win', 'push 1 TEASER_TIE'],
    ['void loss', 'push 1 TEASER_TIE'],
    ['void void', 'void 1 ALL_VOID'],
    ['loss open', 'open -'],
    ['push open', 'push 1 TEASER_TIE'],
    ['win open', 'open -'],
    ['win win win', 'win 13/5'],
    ['win win push', 'win 21/11'],
    ['win win void', 'win 21/11'],
    ['win push push', 'push 1 TEASER_TIE'],
    ['push push push', 'push 1 TEASER_TIE'],
    ['win win loss', 'loss 0'],
    ['push push loss', 'loss 0'],
    ['loss open open', 'loss 0'],
    ['win win open', 'open -'],
    ['win push open', 'open -'],
    ['win ungradeable:X win', 'ungradeable - X'],
    ['win half_win win', 'ungradeable - TEASER_SPLIT_LEG'],
    ['win half_loss win', 'ungradeable - TEASER_SPLIT_LEG'],
    ['win dead_heat win', 'ungradeable - TEASER_SPLIT_LEG'],
    ['win half_face win', 'ungradeable - TEASER_SPLIT_LEG'],
    ['win win win win', 'win 18/5'],
    ['win win win win win', 'ungradeable - NO_TEASER_PRICE'],
    ['win win void:LATE', 'void 1 LATE'],
  ])('%s: %s', (text, outcome) => {
    expect(run('teaser', text, prices)).toBe(outcome);
  });
  it('with all its legs has the quoted price', () => {
    expect(run('teaser', 'win win win', { ...prices, odds: odds('+200') })).toBe('win 3');
    expect(run('teaser', 'win win push', { ...prices, odds: odds('+200') })).toBe('win 21/11');
    expect(run('teaser', 'win win push', { odds: odds('+200') })).toBe('ungradeable - NO_TEASER_PRICE');
    expect(run('teaser', 'win win win')).toBe('ungradeable - NO_TEASER_PRICE');
  });
  it.each([
    ['win win win', 'win 3'],
    ['win win push', 'void 1 TEASER_TIE'],
    ['loss win push', 'void 1 TEASER_TIE'],
    ['loss win win', 'loss 0'],
    ['loss win open', 'open -'],
  ])('that is a super teaser, %s: %s', (text, outcome) => {
    expect(run('teaser', text, { ...prices, odds: odds('+200'), superTeaser: true })).toBe(outcome);
  });
  it('names its rule', () => {
    const rule = (text: string, superTeaser = false) =>
      gradePick({ kind: 'teaser', stakeMicro: 1, legs: priced(legs(text).length), superTeaser, ...prices }, legs(text), policy)
        .rule;
    expect([rule('win win'), rule('win win win'), rule('win win win', true)]).toEqual(['teaser.two', 'teaser', 'teaser.super']);
  });
});

describe('a single', () => {
  it('is its leg: result, fractions, rule and reason', () => {
    const reply = gradePick({ kind: 'single', stakeMicro: 2_000_000, legs: priced(1) }, legs('half_loss'), policy);
    expect(reply).toEqual({
      result: 'half_loss',
      fractions: { won: '0', returned: '1/2', lost: '1/2' },
      R: '1/2',
      stakedMicro: 2_000_000n,
      turnoverMicro: 2_000_000n,
      profitMicro: -1_000_000n,
      profitExact: '-1',
      grossReturn: '1.000000',
      privateProfitMicro: -1_000_000n,
      rule: 'test',
      reason: null,
    });
  });
  it('without action keeps the reason and has no turnover', () => {
    expect(gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1) }, legs('void:DNP'), policy)).toMatchObject({
      result: 'void',
      reason: 'DNP',
      turnoverMicro: 0n,
    });
    expect(gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1) }, legs('push'), policy)).toMatchObject({
      result: 'push',
      turnoverMicro: 0n,
    });
  });
  it('that is open has no amounts', () => {
    expect(gradePick({ kind: 'single', stakeMicro: 5, legs: priced(1) }, legs('open'), policy)).toEqual({
      result: 'open',
      fractions: null,
      R: null,
      stakedMicro: 5n,
      turnoverMicro: 0n,
      profitMicro: null,
      profitExact: null,
      grossReturn: null,
      privateProfitMicro: null,
      rule: 'test',
      reason: null,
    });
    expect(gradePick({ kind: 'single', stakeMicro: 5, legs: priced(1) }, legs('ungradeable:NO_SCORE'), policy)).toMatchObject({
      result: 'ungradeable',
      reason: 'NO_SCORE',
    });
  });
  it('rounds its profit once, half to even', () => {
    const micro = (stakeMicro: number) =>
      gradePick({ kind: 'single', stakeMicro, legs: [{ odds: odds('1.5') }] }, legs('win'), policy).profitMicro;
    expect([micro(1), micro(3), micro(5)]).toEqual([0n, 2n, 2n]);
  });
});
