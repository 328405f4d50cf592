import { describe, expect, it } from 'vitest';
import { gradeHalves } from './each-way.ts';
import { gradePick } from './grade-pick.ts';
import type { LegGrade } from './outcome.ts';
import { policyFor } from './policy.ts';
import { legs, priced } from './testdata/leg-grades.ts';
import { known, odds, single } from './testdata/tickets.ts';
import type { PickToGrade } from './ticket-rules.ts';

const policy = policyFor();

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
