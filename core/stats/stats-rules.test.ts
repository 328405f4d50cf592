import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction } from '#core/odds';
import { Dimension } from '#schemas/stats';
import {
  addStats,
  bookKey,
  breakdown,
  type CountedOutcome,
  closingLine,
  contribution,
  covered,
  type Entry,
  isNothing,
  KEY_OF,
  longerRun,
  markOf,
  NO_RUN,
  NO_STATS,
  oddsBand,
  roi,
  statsDelta,
  winRatePercent,
  wordsOf,
} from './stats-rules.ts';

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
      ...NO_STATS,
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

  const counted = { ...NO_STATS, decided: 1, turnoverMicro: UNIT };
  const closed = (one: CountedOutcome, clvMicro: number) => ({ ...one, clvMicro });
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
    [
      'a closing line value',
      closed(outcome('win', 1, 0.5), -12_345),
      { ...counted, wins: 1, profitMicro: 500_000, clvMicro: -12_345, clvPicks: 1 },
    ],
    ['one of zero', closed(outcome('push'), 0), { ...NO_STATS, pushes: 1, clvPicks: 1 }],
    ['none of a void', closed(outcome('void'), 50_000), { ...NO_STATS, voids: 1 }],
    ['none of what is open again', closed(outcome('open'), 50_000), NO_STATS],
    ['none of a free bet', { ...closed(outcome('win', 1, 2), 50_000), freeBet: true }, NO_STATS],
    ['nothing', null, NO_STATS],
  ])('counts %s', (_, one, stats) => {
    expect(contribution(one)).toEqual(stats);
    expect(statsDelta(null, one)).toEqual(stats);
  });

  it('moves by the difference when an outcome is corrected', () => {
    const delta = statsDelta(outcome('win', 1, 0.909091), outcome('loss', 1, -1));
    expect(delta).toEqual({ ...NO_STATS, wins: -1, losses: 1, profitMicro: -1_909_091 });
    expect(statsDelta(outcome('win', 2, 1), null)).toEqual({
      ...NO_STATS,
      decided: -1,
      wins: -1,
      turnoverMicro: -2 * UNIT,
      profitMicro: -UNIT,
    });
    expect(Object.values(statsDelta(outcome('push'), outcome('push'))).every((change) => Object.is(change, 0))).toBe(true);
    expect(isNothing(statsDelta(outcome('push'), outcome('push')))).toBe(true);
    expect(isNothing(statsDelta(outcome('push'), outcome('void')))).toBe(false);
  });
  it('moves its closing line value with it: out with a void, in with the close that is found', () => {
    const win = outcome('win', 1, 1);
    expect(statsDelta(closed(win, 30_000), closed(outcome('void'), 30_000))).toMatchObject({ clvMicro: -30_000, clvPicks: -1 });
    expect(statsDelta(win, closed(win, 30_000))).toEqual({ ...NO_STATS, clvMicro: 30_000, clvPicks: 1 });
    expect(statsDelta(closed(win, 30_000), closed(win, -20_000))).toEqual({ ...NO_STATS, clvMicro: -50_000 });
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
    clvMicro: fc.option(fc.integer({ min: -999_999, max: 9_999_000_000 }), { nil: undefined }),
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
    expect([roi(NO_STATS), winRatePercent(NO_STATS)]).toEqual([null, null]);
    expect(roi({ profitMicro: 0n, turnoverMicro: 0n })).toBeNull();
  });
  it('are rounded half to even at six places', () => {
    expect([
      winRatePercent({ wins: 2, losses: 1 }),
      winRatePercent({ wins: 0, losses: 3 }),
      winRatePercent({ wins: 3, losses: 0 }),
    ]).toEqual(['66.666667', '0.000000', '100.000000']);
    expect(roi({ profitMicro: -1n, turnoverMicro: 3n })).toBe('-33.333333');
  });
  it('of closing line value print how many they cover', () => {
    expect(covered(30_000n, 2, 5)).toEqual({ mean: '0.015000', n: 2, total: 5 });
    expect(covered(0n, 0, 5)).toEqual({ mean: null, n: 0, total: 5 });
    const record = { ...NO_STATS, decided: 3, wins: 2, losses: 1, pushes: 1, voids: 7, clvMicro: -50_000, clvPicks: 3 };
    expect(closingLine(record)).toEqual({ mean: '-0.016667', n: 3, total: 4 });
    expect(closingLine(NO_STATS)).toEqual({ mean: null, n: 0, total: 0 });
  });
});

describe('a streak', () => {
  /** `W L P V`, oldest first. */
  const marks = (text: string) =>
    text
      .split(' ')
      .filter((mark) => mark !== '')
      .toReversed()
      .map((mark) => ({ result: { W: 'win', L: 'loss', P: 'push', V: 'void' }[mark] ?? mark, profitMicro: 0 }));
  it.each([
    ['', 0],
    ['W W W', 3],
    ['L W W', 2],
    ['W L', -1],
    ['W L L', -2],
    ['W P V W', 2],
    ['L P', -1],
    ['P V', 0],
    ['open W', 1],
    ['L W W open', 2],
  ])('over %s is %i, on whichever pages its picks come', (text, length) => {
    const picks = marks(text);
    for (let size = 1; size <= picks.length + 1; size++) {
      let run = NO_RUN;
      for (let from = 0; from < picks.length; from += size) run = longerRun(run, picks.slice(from, from + size));
      expect(Object.is(run.length, length)).toBe(true);
    }
  });
  it('has ended once an older pick breaks it, and not before', () => {
    expect(longerRun(NO_RUN, marks('L W W P')).ended).toBe(true);
    expect(longerRun(NO_RUN, marks('V W W P')).ended).toBe(false);
    expect(longerRun({ length: 2, ended: true }, marks('W'))).toEqual({ length: 2, ended: true });
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
  });
  it('has no band for what has no price', () => {
    expect(oddsBand(null)).toBe('none');
  });
  const single = { kind: 'single', legs: [{ sport: 'soccer', market: 'total' }], decimal: fraction(2) };
  it('puts a single under its own words', () => {
    expect(wordsOf(single)).toEqual({ sport: 'soccer', market: 'total', oddsBand: '1.80_to_2.10' });
  });
  it('puts a ticket under its kind, and under its sport if there is one', () => {
    const legs = [...single.legs, { sport: 'soccer', market: 'spread' }];
    expect(wordsOf({ ...single, kind: 'parlay', legs })).toMatchObject({ sport: 'soccer', market: 'parlay' });
    expect(wordsOf({ ...single, kind: 'parlay', legs: [...legs, { sport: 'tennis', market: 'total' }] })).toMatchObject({
      sport: 'mixed',
    });
    expect(wordsOf({ ...single, legs: [] })).toMatchObject({ sport: 'mixed', market: 'mixed' });
  });
  it.each([
    ['DraftKings', 'draftkings'],
    [' Draft  Kings ', 'draftkings'],
    ['BET\u00a0365', 'bet365'],
    ['Ｂet365', 'bet365'],
    ['None', 'none'],
    [undefined, 'none'],
  ])('knows the book %j as %s', (book, key) => {
    expect(bookKey(book)).toBe(key);
  });

  const entry = (more: Partial<Entry>): Entry => ({
    ...wordsOf(single),
    ...outcome('win', 1, 1),
    settledAt: '2026-09-13T17:00:00.000Z',
    ...more,
  });
  it('finds a key for each dimension', () => {
    expect(Dimension.options.map((by) => KEY_OF[by](entry({ book: 'Acme' })))).toEqual([
      'soccer',
      'total',
      'acme',
      '1.80_to_2.10',
      '2026-09',
    ]);
  });
  it('shows a book as it was first spelled, and has most decided picks first', () => {
    const rows = breakdown(
      [
        entry({}),
        entry({ book: 'Draft kings', ...outcome('void') }),
        entry({ book: 'DraftKings' }),
        entry({ book: 'draftkings', ...outcome('loss', 2, -2) }),
        entry({ book: 'Bet365', ...outcome('open') }),
        entry({ book: 'Acme' }),
      ],
      'book',
    );
    expect(rows.map(({ key, label, stats }) => [key, label, stats.decided, stats.voids, stats.profitMicro])).toEqual([
      ['draftkings', 'Draft kings', 2, 1, -UNIT],
      ['acme', 'Acme', 1, 0, UNIT],
      ['none', null, 1, 0, UNIT],
    ]);
  });
  it('is nothing where there is nothing', () => {
    for (const by of Dimension.options) expect(breakdown([], by)).toEqual([]);
  });
});
