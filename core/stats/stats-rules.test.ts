import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fraction } from '#core/odds';
import {
  addStats,
  type CountedOutcome,
  contribution,
  covered,
  dimensionsOf,
  markOf,
  NO_STATS,
  ODDS_BANDS,
  oddsBand,
  roi,
  statsDelta,
  streak,
  winRate,
  winRatePercent,
} from './stats-rules.ts';

// A thousand runs each, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

const UNIT = 1_000_000;
const outcome = (result: string, stake = 1, profit = 0): CountedOutcome => ({
  result,
  stakeMicro: Math.round(stake * UNIT),
  profitMicro: Math.round(profit * UNIT),
});
const all = (outcomes: readonly CountedOutcome[]) => outcomes.map(contribution).reduce(addStats, NO_STATS);

/** L1: 1u -110 W, 1u -110 L, 2u +150 W, 1u -110 push, 1u 1.95 half win, 1u 1.95 half loss. */
const SIX = [
  outcome('win', 1, 0.909091),
  outcome('loss', 1, -1),
  outcome('win', 2, 3),
  outcome('push', 1, 0),
  outcome('half_win', 1, 0.475),
  outcome('half_loss', 1, -0.5),
];

describe('a record', () => {
  it('L1: sums the rounded profits', () => {
    expect(all(SIX)).toEqual({
      decided: 5,
      wins: 3,
      losses: 2,
      pushes: 1,
      voids: 0,
      turnoverMicro: 6 * UNIT,
      profitMicro: 2_884_091,
    });
  });
  it('L2: has its ROI over the decided stake; L3: which is not the one that counts pushes', () => {
    expect(roi(all(SIX))).toBe('48.068183');
    expect(roi({ profitMicro: 2_884_091, turnoverMicro: 7 * UNIT })).toBe('41.201300');
  });

  const counted = { decided: 1, wins: 0, losses: 0, pushes: 0, voids: 0, turnoverMicro: UNIT, profitMicro: 0 };
  it.each([
    ['a win', outcome('win', 1, 0.5), { ...counted, wins: 1, profitMicro: 500_000 }],
    ['a loss', outcome('loss', 1, -1), { ...counted, losses: 1, profitMicro: -UNIT }],
    ['a push', outcome('push'), { ...NO_STATS, pushes: 1 }],
    ['a void', outcome('void'), { ...NO_STATS, voids: 1 }],
    ['a half win', outcome('half_win', 1, 0.5), { ...counted, wins: 1, profitMicro: 500_000 }],
    ['a half loss', outcome('half_loss', 1, -0.5), { ...counted, losses: 1, profitMicro: -500_000 }],
    ['a dead heat that paid', outcome('dead_heat', 1, 0.5), { ...counted, wins: 1, profitMicro: 500_000 }],
    ['a dead heat that cost', outcome('dead_heat', 1, -0.5), { ...counted, losses: 1, profitMicro: -500_000 }],
    ['a dead heat that came out even: P, in turnover', outcome('dead_heat'), { ...counted, pushes: 1 }],
    ['a half-face draw that paid', outcome('half_face', 1, 0.3), { ...counted, wins: 1, profitMicro: 300_000 }],
    ['a half-face draw that cost', outcome('half_face', 1, -0.1), { ...counted, losses: 1, profitMicro: -100_000 }],
    ['an open pick', outcome('open'), NO_STATS],
    ['an ungradeable pick', outcome('ungradeable'), NO_STATS],
    ['a word from elsewhere', outcome('constructor'), NO_STATS],
    ['a free bet', { ...outcome('win', 1, 2), freeBet: true }, NO_STATS],
    ['a bet that is not free', { ...outcome('win', 1, 2), freeBet: false }, { ...counted, wins: 1, profitMicro: 2 * UNIT }],
    ['nothing', null, NO_STATS],
  ])('counts %s', (_, one, stats) => {
    expect(contribution(one)).toEqual(stats);
    expect(statsDelta(null, one)).toEqual(stats);
  });

  it('moves by the difference when an outcome is corrected', () => {
    const delta = statsDelta(outcome('win', 1, 0.909091), outcome('loss', 1, -1));
    expect(delta).toEqual({ decided: 0, wins: -1, losses: 1, pushes: 0, voids: 0, turnoverMicro: 0, profitMicro: -1_909_091 });
    expect(statsDelta(outcome('win', 2, 1), null)).toEqual({
      decided: -1,
      wins: -1,
      losses: 0,
      pushes: 0,
      voids: 0,
      turnoverMicro: -2 * UNIT,
      profitMicro: -UNIT,
    });
    expect(Object.values(statsDelta(outcome('push'), outcome('push'))).every((change) => Object.is(change, 0))).toBe(true);
  });

  const word = fc.constantFrom(
    'win',
    'loss',
    'push',
    'void',
    'half_win',
    'half_loss',
    'dead_heat',
    'half_face',
    'open',
    'ungradeable',
  );
  const anyOutcome = fc.record({
    result: word,
    stakeMicro: fc.integer({ min: 1, max: 1e9 }),
    profitMicro: fc.integer({ min: -1e9, max: 1e9 }),
  });
  it('is the sum of its deltas, whatever was corrected in between', () => {
    const histories = fc.array(fc.array(anyOutcome, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(histories, (picks) => {
        const deltas = picks.flatMap((versions) => versions.map((after, i) => statsDelta(versions[i - 1] ?? null, after)));
        expect(deltas.reduce(addStats, NO_STATS)).toEqual(all(picks.map((versions) => versions.at(-1) as CountedOutcome)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('rates', () => {
  it('are null where there is nothing to divide by', () => {
    expect([roi(NO_STATS), winRate(NO_STATS), winRatePercent(NO_STATS)]).toEqual([null, null, null]);
    expect(roi({ profitMicro: 0n, turnoverMicro: 0n })).toBeNull();
  });
  it('are rounded half to even at six places', () => {
    expect([
      winRate({ wins: 2, losses: 1 }),
      winRatePercent({ wins: 2, losses: 1 }),
      winRate({ wins: 0, losses: 3 }),
      winRate({ wins: 3, losses: 0 }),
    ]).toEqual(['0.666667', '66.666667', '0.000000', '1.000000']);
    expect(roi({ profitMicro: -1n, turnoverMicro: 3n })).toBe('-33.333333');
  });
  it('of closing line value print how many they cover', () => {
    expect(covered(30_000n, 2, 5)).toEqual({ mean: '0.015000', n: 2, total: 5 });
    expect(covered(0n, 0, 5)).toEqual({ mean: null, n: 0, total: 5 });
  });
});

describe('a streak', () => {
  /** `W L P V`, oldest first, a minute apart. */
  const run = (text: string) =>
    streak(
      text.split(' ').map((mark, i) => ({
        result: { W: 'win', L: 'loss', P: 'push', V: 'void' }[mark] ?? mark,
        profitMicro: 0,
        pickId: `p${i}`,
        settledAt: `2026-09-13T17:0${i}:00.000Z`,
      })),
    );
  it.each([
    ['W W W', 3],
    ['L W W', 2],
    ['W L', -1],
    ['W L L', -2],
    ['W P V W', 2],
    ['L P', -1],
    ['P V', 0],
    ['open W', 1],
  ])('over %s is %i', (text, length) => {
    expect(Object.is(run(text), length)).toBe(true);
  });
  it('of nothing is nothing', () => {
    expect(Object.is(streak([]), 0)).toBe(true);
  });
  it('goes by the time of settlement, then by pick id, whatever order they come in', () => {
    const at = (pickId: string, result: string, settledAt: string) => ({ pickId, result, settledAt, profitMicro: 0 });
    const picks = [at('b', 'loss', '2026-01-02'), at('a', 'win', '2026-01-02'), at('c', 'win', '2026-01-01')];
    expect([streak(picks), streak([...picks].reverse())]).toEqual([-1, -1]);
    expect(streak([at('c', 'win', '2026-01-03'), ...picks])).toBe(1);
    expect(streak([at('a', 'win', '2026-01-01'), at('a', 'win', '2026-01-01')])).toBe(2);
  });
  it('reads dead heats by their profit', () => {
    expect([
      markOf({ result: 'dead_heat', profitMicro: 1 }),
      markOf({ result: 'half_face', profitMicro: -1 }),
      markOf({ result: 'dead_heat', profitMicro: 0 }),
    ]).toEqual(['W', 'L', 'P']);
  });
});

describe('a breakdown', () => {
  it.each([
    [101, 100, 'to_1.50'],
    [149, 100, 'to_1.50'],
    [150, 100, '1.50_to_1.80'],
    [180, 100, '1.80_to_2.10'],
    [209, 100, '1.80_to_2.10'],
    [210, 100, '2.10_to_3.00'],
    [3, 1, '3.00_to_6.00'],
    [6, 1, 'from_6.00'],
    [10_000, 1, 'from_6.00'],
    [1, 2, 'to_1.50'],
  ])('puts odds of %i/%i into %s', (n, d, band) => {
    expect(oddsBand(fraction(n, d))).toBe(band);
    expect(ODDS_BANDS).toContain(band);
  });
  const pick = {
    kind: 'single',
    legs: [{ sport: 'soccer', market: 'total' }],
    book: 'Acme',
    decimal: fraction(2),
    settledAt: '2026-09-13T17:00:00.000Z',
  };
  it('puts a single under its own words', () => {
    expect(dimensionsOf(pick)).toEqual({
      sport: 'soccer',
      market: 'total',
      book: 'Acme',
      oddsBand: '1.80_to_2.10',
      month: '2026-09',
    });
  });
  it('puts a ticket under its kind, and under its sport if there is one', () => {
    const legs = [...pick.legs, { sport: 'soccer', market: 'spread' }];
    expect(dimensionsOf({ ...pick, kind: 'parlay', legs, book: null })).toMatchObject({
      sport: 'soccer',
      market: 'parlay',
      book: 'none',
    });
    expect(dimensionsOf({ ...pick, kind: 'parlay', legs: [...legs, { sport: 'tennis', market: 'total' }] })).toMatchObject({
      sport: 'mixed',
    });
    expect(dimensionsOf({ ...pick, legs: [] })).toMatchObject({ sport: 'mixed', market: 'mixed' });
  });
});
