import { describe, expect, it } from 'vitest';
import { formatFraction, fraction } from '#core/odds';
import { gradeHalves } from './each-way.ts';
import { gradeLine } from './grade-line.ts';
import { gradePick, ticketPrice } from './grade-pick.ts';
import type { LegGrade, LegResult } from './outcome.ts';
import { POLICY_VERSION, POLICY_VERSIONS, policyFor } from './policy.ts';
import { combinations, systemReturn } from './price-rules.ts';
import { final, grade, known, moneyline, odds, single, split } from './testdata/tickets.ts';
import type { PickToGrade } from './ticket-rules.ts';

const policy = policyFor();
const FRACTIONS: Partial<Record<LegResult, [string, string, string]>> = {
  win: ['1', '0', '0'],
  loss: ['0', '0', '1'],
  push: ['0', '1', '0'],
  void: ['0', '1', '0'],
  half_win: ['1/2', '1/2', '0'],
  half_loss: ['0', '1/2', '1/2'],
  dead_heat: ['1/2', '0', '1/2'],
  half_face: ['1/2', '0', '1/2'],
};
/** `win`, or with a reason `void:LATE`. */
const leg = (word: string): LegGrade => {
  const [result, reason = null] = word.split(':') as [LegResult, string?];
  const parts = FRACTIONS[result];
  return { result, fractions: parts ? { won: parts[0], returned: parts[1], lost: parts[2] } : null, rule: 'test', reason };
};
const legs = (text: string) => text.split(' ').map(leg);
const priced = (n: number) => Array.from({ length: n }, () => ({ odds: odds('2.0') }));
const run = (kind: PickToGrade['kind'], text: string, more: Partial<PickToGrade> = {}, choices = {}) => {
  const grades = legs(text);
  const { result, R, reason } = gradePick(
    { kind, stakeMicro: 1_000_000, legs: priced(grades.length), ...more },
    grades,
    policyFor('1', choices),
  );
  return [result, R ?? '-', reason].filter(Boolean).join(' ');
};

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

describe('rule 4', () => {
  const paid = (deductions: string[], choices = {}) =>
    gradePick(
      { kind: 'single', stakeMicro: 100, legs: [{ odds: odds('5/1'), deductions }] },
      legs('win'),
      policyFor('1', choices),
    ).R;
  it('takes from the winnings, adds up and stops at nine tenths', () => {
    expect(paid(['0'])).toBe('6');
    expect([paid([]), paid(['0.25']), paid(['0.25', '1/4']), paid(['0.5', '0.4']), paid(['0.5', '0.45'])]).toEqual([
      '6',
      '19/4',
      '7/2',
      '3/2',
      '3/2',
    ]);
  });
  it('of five hundredths is waived where books do', () => {
    expect([
      paid(['0.05']),
      paid(['0.05'], { rule4: 'waive_5' }),
      paid(['0.03', '0.02'], { rule4: 'waive_5' }),
      paid(['0.1'], { rule4: 'waive_5' }),
    ]).toEqual(['23/4', '6', '6', '11/2']);
  });
  it('is not taken twice below nothing', () => {
    expect(paid(['-0.1'])).toBeNull();
  });
});

describe('an each-way bet', () => {
  const bet = (facts: NonNullable<Parameters<typeof known>[0]>, places?: number, more = {}) =>
    single(
      '10',
      { sport: 'horse_racing', market: 'outright', selection: 'Ann', odds: odds('10/1'), event: known(facts) },
      { eachWay: { fraction: '1/5', places }, ...more },
    );
  const outcome = (...args: Parameters<typeof bet>) => {
    const { result, R, reason, legs: halves } = bet(...args);
    return [halves.map((half) => half.result).join('+'), result, R ?? '-', reason].filter(Boolean).join(' ');
  };
  it.each<[string, Parameters<typeof bet>, string]>([
    ['won', [{ position: 1 }, 3], 'win+win win 7'],
    ['won, places unsaid', [{ won: true }], 'win+win win 7'],
    ['placed', [{ position: 3 }, 3], 'loss+win win 3/2'],
    ['not placed', [{ position: 4 }, 3], 'loss+loss loss 0'],
    ['placed in unsaid places', [{ position: 3 }], 'loss+ungradeable ungradeable - PLACES_MISSING'],
    ['tied at the edge', [{ position: 3, tied: { k: 2, places: 1 } }, 3], 'loss+dead_heat loss 3/4'],
    ['tied at an unsaid edge', [{ position: 3, tied: { k: 2, places: 1 } }], 'loss+dead_heat loss 3/4'],
    ['tied somewhere', [{ tied: { k: 3, places: 1 } }], 'loss+dead_heat loss 1/2'],
    ['tied somewhere of three', [{ tied: { k: 3, places: 2 } }, 3], 'loss+dead_heat push 1'],
    ['tied for the one place', [{ tied: { k: 2, places: 1 } }, 1], 'dead_heat+dead_heat win 7/2'],
    ['tied to win', [{ position: 1, tied: { k: 2, places: 1 } }, 3], 'dead_heat+win win 17/4'],
    ['tied to win, places unsaid', [{ position: 1, tied: { k: 2, places: 1 } }], 'dead_heat+win win 17/4'],
    [
      'by the standings',
      [{ entries: { Ann: { position: 2 }, Bob: { position: 2 }, Cid: { position: 1 } } }, 2],
      'loss+dead_heat loss 3/4',
    ],
    ['by the standings, to win', [{ entries: { Ann: { position: 1 }, Bob: { position: 1 } } }, 2], 'dead_heat+win win 17/4'],
    ['not in the standings', [{ entries: { Bob: { position: 1 } } }, 2], 'ungradeable+ungradeable ungradeable - NO_FACTS'],
    ['not started', [{ started: false }, 3], 'void+void void 1 ALL_VOID'],
    ['not started, places unsaid', [{ started: false }], 'void+void void 1 ALL_VOID'],
    ['unknown', [{}, 3], 'ungradeable+ungradeable ungradeable - NO_FACTS'],
    ['after a deduction', [{ position: 1 }, 3, { deductions: ['0.5'] }], 'win+win win 4'],
  ])('%s', (_, args, expected) => {
    expect(outcome(...args)).toBe(expected);
  });
  it('is told by its rule while it waits and when it cannot be read', () => {
    const event = { state: 'live' as const };
    const waits = single(
      '10',
      { sport: 'horse_racing', market: 'outright', selection: 'Ann', odds: odds('10/1'), event },
      { eachWay: { fraction: '1/5' } },
    );
    expect([waits.result, waits.rule]).toEqual(['open', 'each_way']);
    const unsaid = bet({ position: 3 });
    expect([unsaid.rule, unsaid.legs[1]?.rule]).toEqual(['each_way', 'top_n']);
  });
  it('stakes twice', () => {
    expect(bet({ position: 4 }, 3)).toMatchObject({
      turnover: '20.000000',
      profit: '-20.000000',
      rule: 'each_way',
      fractions: null,
    });
  });
  it('needs its terms, its price and both halves', () => {
    const halves = gradeHalves(
      { sport: 'golf', market: 'outright', selection: 'Ann' },
      known({ position: 1 }) as never,
      3,
      policy,
    );
    const graded = (more: Partial<PickToGrade>) =>
      gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1), eachWay: { fraction: '1/4' }, ...more }, halves, policy).reason;
    expect(graded({})).toBeNull();
    expect([
      graded({ eachWay: { fraction: 'x' } }),
      graded({ legs: [{}] }),
      graded({ legs: [] }),
      graded({ legs: [{ odds: odds('2.0'), deductions: ['x'] }] }),
    ]).toEqual(Array(4).fill('TERMS_UNREADABLE'));
    expect(gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1), eachWay: { fraction: 'x' } }, halves, policy).rule).toBe(
      'each_way',
    );
    expect(
      gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1), eachWay: { fraction: '1/4' } }, [halves[0]], policy).reason,
    ).toBe('LEGS_MISSING');
    const [broken] = legs('win').map((grade) => ({ ...grade, fractions: { won: '2', returned: '0', lost: '0' } })) as [LegGrade];
    for (const pair of [
      [broken, halves[1]],
      [halves[0], broken],
    ]) {
      expect(
        gradePick({ kind: 'single', stakeMicro: 1, legs: priced(1), eachWay: { fraction: '1/4' } }, pair, policy).reason,
      ).toBe('TERMS_UNREADABLE');
    }
  });
});

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
        "resumeHours": 36,
        "rule4": "full",
        "sameGameParlay": "sgp_void",
        "soccerScope": "regulation",
        "tennisMoneyline": "one_set",
        "ties": "dead_heat",
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
