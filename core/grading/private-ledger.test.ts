import { describe, expect, it } from 'vitest';
import { gradePick } from './grade-pick.ts';
import { policyFor } from './policy.ts';
import { legs, priced } from './testdata/leg-grades.ts';
import { grade, known, moneyline, odds, single, split } from './testdata/tickets.ts';
import type { PickToGrade } from './ticket-rules.ts';

const policy = policyFor();

describe("the owner's own ledger", () => {
  const kept = (word: Parameters<typeof moneyline>[1] | 'open', cashOut: { fraction: string; amount: string }) => {
    const event = { state: 'live' as const };
    const bet = word === 'open' ? { ...moneyline('3.0', 'win'), event } : moneyline('3.0', word);
    const { profit, privateProfit } = single('100', bet, { cashOut });
    return [profit, privateProfit];
  };
  it('differs from the record by a cash-out', () => {
    expect(kept('win', { fraction: '1', amount: '150' })).toEqual(['200.000000', '50.000000']);
    expect(kept('win', { fraction: '1/4', amount: '40' })).toEqual(['200.000000', '165.000000']);
    expect(kept('push', { fraction: '0.5', amount: '40' })).toEqual(['0.000000', '-10.000000']);
    expect(kept('open', { fraction: '1', amount: '150' })).toEqual([null, '50.000000']);
    expect(kept('open', { fraction: '0.4', amount: '60' })).toEqual([null, null]);
  });
  it('of a round robin sells all its stakes', () => {
    const robin = grade('round_robin', '10', [moneyline('+100', 'win'), moneyline('+100', 'win'), moneyline('+100', 'loss')], {
      size: 2,
      cashOut: { fraction: '0.5', amount: '18' },
    });
    expect([robin.profit, robin.privateProfit]).toEqual(['10.000000', '8.000000']);
  });
  it('ignores a cash-out that cannot be read', () => {
    const pick: PickToGrade = { kind: 'single', stakeMicro: 1_000_000, legs: priced(1), cashOut: { fraction: 'x', amount: '1' } };
    expect(gradePick(pick, legs('win'), policy).privateProfitMicro).toBe(1_000_000n);
    expect(gradePick({ ...pick, cashOut: { fraction: '1', amount: 'x' } }, legs('win'), policy).privateProfitMicro).toBe(
      1_000_000n,
    );
  });

  it('has the boosted price; the record has not', () => {
    const boosted = (word: 'win' | 'loss' | 'push', more = {}) => {
      const { profit, privateProfit } = single('10', moneyline('2.0', word), { boostedOdds: odds('2.5'), ...more });
      return [profit, privateProfit];
    };
    expect([boosted('win'), boosted('loss'), boosted('push')]).toEqual([
      ['10.000000', '15.000000'],
      ['-10.000000', '-10.000000'],
      ['0.000000', '0.000000'],
    ]);
    expect(boosted('loss', { freeBet: true })).toEqual(['0.000000', '0.000000']);
    expect(boosted('win', { deductions: ['0.5'] })).toEqual(['5.000000', '7.500000']);
    const half = single('10', split('2.0', 'half_win'), { boostedOdds: odds('3.0') });
    expect([half.profit, half.privateProfit]).toEqual(['5.000000', '10.000000']);
  });
});

describe('a free bet', () => {
  it.each([
    ['win', '20.000000'],
    ['loss', '0.000000'],
    ['push', '0.000000'],
    ['void', '0.000000'],
  ] as const)('that came to %s is worth %s and is in no record', (word, profit) => {
    const reply = single('10', moneyline('3.0', word), { freeBet: true });
    expect(reply).toMatchObject({ profit, grossReturn: profit, turnover: '0.000000', counted: false, privateProfit: profit });
  });
  it('that was split pays what stood at the price', () => {
    expect(single('10', split('3.0', 'half_win'), { freeBet: true }).profit).toBe('10.000000');
    expect(single('10', split('3.0', 'half_loss'), { freeBet: true }).profit).toBe('0.000000');
    const dead = single(
      '10',
      { sport: 'golf', market: 'outright', selection: 'Ann', odds: odds('1.5'), event: known({ tied: { k: 2, places: 1 } }) },
      { freeBet: true },
    );
    expect(dead.profit).toBe('2.500000');
  });
  it('each way is two, and the half that lost costs nothing', () => {
    const free = (position: number) =>
      single(
        '10',
        { sport: 'horse_racing', market: 'outright', selection: 'Ann', odds: odds('10/1'), event: known({ position }) },
        { freeBet: true, eachWay: { fraction: '1/5', places: 3 } },
      ).profit;
    // Ten to win 10/1 is 100, ten to be placed at 2/1 is 20.
    expect([free(1), free(3), free(4)]).toEqual(['120.000000', '20.000000', '0.000000']);
  });
  it('on a ticket pays what is above the stake', () => {
    const parlay = (...words: ('win' | 'loss' | 'push')[]) =>
      grade(
        'parlay',
        '10',
        words.map((word) => moneyline('2.0', word)),
        { freeBet: true },
      ).profit;
    expect([parlay('win', 'win'), parlay('win', 'loss'), parlay('push', 'push')]).toEqual(['30.000000', '0.000000', '0.000000']);
  });
  it('on a round robin is one on each combination: none that lost takes from one that won', () => {
    const robin = (...legs: ReturnType<typeof moneyline>[]) =>
      grade('round_robin', '10', legs, { size: 2, freeBet: true }).profit;
    const [win, loss, push] = (['win', 'loss', 'push'] as const).map((word) => moneyline('2.0', word));
    if (!win || !loss || !push) throw new Error('legs');
    // Of three pairs one wins at 4.0, and two lose.
    expect(robin(win, win, loss)).toBe('30.000000');
    expect(robin(win, push, loss)).toBe('10.000000');
    expect(robin(win, loss, loss)).toBe('0.000000');
    expect(robin(loss, loss, loss)).toBe('0.000000');
    // A half loss gives back 1/2: pairs at 4.0, 1.0 and 1.0; then at 1/2, 1/2 and 1/4.
    expect(robin(win, win, split('2.0', 'half_loss'))).toBe('30.000000');
    expect(robin(push, split('2.0', 'half_loss'), split('2.0', 'half_loss'))).toBe('0.000000');
    expect(robin(moneyline('3.0', 'win'), win, split('2.0', 'half_loss'))).toBe('55.000000');
  });
});
