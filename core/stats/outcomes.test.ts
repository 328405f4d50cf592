import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { Dimension } from '#schemas/stats';
import { decimal } from '../../test/support/make/pick-bodies.ts';
import { type PickWithOutcomes, picksWithOutcomes } from '../../test/support/make/random-picks.ts';
import { ANN, type OutcomeStep, storedLeg, storedOutcomes, storedPick } from '../../test/support/make/stored-picks.ts';
import { deltaOf, periodsChanged } from './count.projection.ts';
import { entryOf, ledgerRowOf } from './ledger-row.ts';
import type { LedgerRow } from './stats.store.ts';
import { addStats, breakdown, contribution, NO_STATS, type Stats } from './stats-rules.ts';

const SETTLED = '2026-09-13T20:00:00.000Z';
/** open (never settled) -> lost by its first leg -> opened again by a correction -> won. */
const STORY: OutcomeStep[] = [
  { result: 'open' },
  { result: 'loss', profit: -1_000_000, settledAt: SETTLED },
  { result: 'open', settledAt: SETTLED },
  { result: 'win', profit: 3_000_000, settledAt: SETTLED },
];

/** Counts as the stream does: each fact once, whatever comes. */
function count(delivered: readonly StoredOutcome[]): Map<string, Stats> {
  const marks = new Set<string>();
  const record = new Map<string, Stats>();
  for (const outcome of delivered) {
    const mark = `${outcome.pickId} ${outcome.version}`;
    if (marks.has(mark)) continue;
    for (const period of periodsChanged(outcome)) {
      marks.add(mark);
      record.set(period, addStats(record.get(period) ?? NO_STATS, deltaOf(outcome)));
    }
  }
  return record;
}

describe('outcomes in a record', () => {
  it('of a ticket that was lost, opened again and won, count what stands', () => {
    const [open, loss, reopened, won] = storedOutcomes(STORY, storedPick({ stake: 1_000_000 })).map(
      (_, i, all) => count(all.slice(0, i + 1)).get('all') ?? NO_STATS,
    );
    expect(open).toEqual(NO_STATS);
    expect(loss).toMatchObject({ decided: 1, losses: 1, turnoverMicro: 1_000_000, profitMicro: -1_000_000 });
    expect(reopened).toEqual(NO_STATS);
    expect(won).toMatchObject({ decided: 1, wins: 1, turnoverMicro: 1_000_000, profitMicro: 3_000_000 });
  });
  it('change no period while nothing was ever decided, nor where nothing changes', () => {
    expect(storedOutcomes([...STORY, STORY[3] as OutcomeStep]).map(periodsChanged)).toEqual([
      [],
      ['all', '2026', '2026-09-13'],
      ['all', '2026', '2026-09-13'],
      ['all', '2026', '2026-09-13'],
      [],
    ]);
  });
});

describe('whatever happens to any picks', () => {
  const ledgerOf = (all: readonly PickWithOutcomes[]): LedgerRow[] =>
    all
      .flatMap(({ pick, outcomes }) => ledgerRowOf(pick, outcomes.at(-1) as StoredOutcome) ?? [])
      .sort((a, b) => (a.settledAt < b.settledAt ? -1 : 1));

  it('their record is what the ledger adds up to, in any order of delivery and twice', () => {
    const delivered = picksWithOutcomes({ maxLength: 12 }).chain((all) => {
      const outcomes = all.flatMap((one) => one.outcomes);
      const twice = [...outcomes, ...outcomes];
      return fc.record({ all: fc.constant(all), came: fc.shuffledSubarray(twice, { minLength: twice.length }) });
    });
    fc.assert(
      fc.property(delivered, ({ all, came }) => {
        const should = ledgerOf(all).map(entryOf).map(contribution).reduce(addStats, NO_STATS);
        expect(count(came).get('all') ?? NO_STATS).toEqual(should);
      }),
      { numRuns: 1_000 },
    );
  });

  it('every breakdown of a ledger adds up to the record of its time, each pick in one row of it', () => {
    fc.assert(
      fc.property(picksWithOutcomes({ maxLength: 12 }), fc.constantFrom('all', '2026', '2026-10-05'), (all, period) => {
        const record = count(all.flatMap(({ outcomes }) => outcomes)).get(period) ?? NO_STATS;
        const entries = ledgerOf(all)
          .filter(({ settledAt }) => period === 'all' || settledAt.startsWith(period))
          .map(entryOf);
        for (const by of Dimension.options) {
          const rows = breakdown(entries, by);
          expect(rows.map(({ stats }) => stats).reduce(addStats, NO_STATS)).toEqual(record);
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
          const order = rows.map(({ key, stats }) => [-stats.decided, key] as const);
          expect(order).toEqual(order.toSorted(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the row of the ledger', () => {
  const row = (pick: Partial<StoredPick>, outcome: OutcomeStep = { result: 'win', profit: 950_000, settledAt: SETTLED }) => {
    const stored = storedPick({ stake: 1_000_000, legs: [leg('soccer', 'total', '1.95')], ...pick });
    return ledgerRowOf(stored, storedOutcomes([outcome], stored)[0] as StoredOutcome);
  };
  const leg = (sport: string, market: string, price?: string) =>
    storedLeg(0, { sport, market, odds: price === undefined ? undefined : decimal(price) });
  const two = [leg('soccer', 'total', '1.95'), leg('american_football', 'spread', '2')];

  it('is none while nothing was ever decided', () => {
    expect(row({}, { result: 'open' })).toBeNull();
    expect(row({}, { result: 'ungradeable', review: 'NO_SCORE' })).toBeNull();
  });
  it('says what counts, and what it is broken down by', () => {
    expect(row({ book: 'Acme' }, { result: 'win', profit: 950_000, settledAt: SETTLED, clv: 26_316 })).toEqual({
      userId: ANN,
      settledAt: SETTLED,
      pickId: storedPick().pickId,
      version: 1,
      result: 'win',
      stake: 1_000_000,
      profit: 950_000,
      clv: 26_316,
      sport: 'soccer',
      market: 'total',
      oddsBand: '1.80_to_2.10',
      book: 'Acme',
    });
  });
  it('stays when the pick is open again', () => {
    expect(row({}, { result: 'open', settledAt: SETTLED })).toMatchObject({ result: 'open', profit: 0 });
  });
  it.each<[string, Partial<StoredPick>, object]>([
    [
      'a parlay by the product of its prices',
      { kind: 'parlay', legs: two },
      { sport: 'mixed', market: 'parlay', oddsBand: '3.00_to_6.00' },
    ],
    ['a round robin too', { kind: 'round_robin', size: 2, legs: two }, { market: 'round_robin', oddsBand: '3.00_to_6.00' }],
    [
      'a same-game parlay by its quoted price',
      { kind: 'same_game_parlay', odds: decimal('7'), legs: [leg('soccer', 'total'), leg('soccer', 'spread')] },
      { sport: 'soccer', market: 'same_game_parlay', oddsBand: 'from_6.00' },
    ],
    [
      'a teaser by its price with all its legs',
      {
        kind: 'teaser',
        legs: [leg('soccer', 'total'), leg('soccer', 'spread'), leg('soccer', 'spread')],
        teaserPrices: [
          { legs: 2, odds: decimal('1.8') },
          { legs: 3, odds: decimal('2.6') },
        ],
      },
      { market: 'teaser', oddsBand: '2.10_to_3.00' },
    ],
    ['what has no price by none', { kind: 'teaser', legs: [leg('soccer', 'total')] }, { oddsBand: 'none' }],
  ])('bands %s', (_, pick, words) => {
    expect(row(pick)).toMatchObject(words);
  });
});
