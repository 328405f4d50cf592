import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuotedSums } from '#core/users';
import { newId } from '#platform/ids';
import {
  affinityFactor,
  diverse,
  type FeedCandidate,
  freshness,
  isReckless,
  OF_ONE_AUTHOR,
  rank,
  reasonOf,
  recordFactor,
  scoreOf,
  type Taste,
  trendFactor,
  WINDOW,
} from './rank-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const ann = newId(ago(2_000));
const bob = newId(ago(2_000));

const candidate = (terms: Partial<FeedCandidate> = {}): FeedCandidate => ({
  id: newId(ago(1)),
  authorId: ann,
  source: 'following',
  decimal: 1.91,
  trend: 0,
  ...terms,
});
const taste = (terms: Partial<Taste> = {}): Taste => ({ reactions: new Map(), less: new Map(), hidden: new Set(), ...terms });
const UNKNOWN: QuotedSums = { decided: 0, turnover: 0, profit: 0 };
/** So many picks of one unit each at this ROI in percent. */
const record = (decided: number, roiPercent: number): QuotedSums => ({
  decided,
  turnover: decided * 1_000_000,
  profit: decided * roiPercent * 10_000,
});
const score = (one: FeedCandidate, of: Taste = taste(), sums = UNKNOWN) => scoreOf(one, of, sums, now);

const anyDecided = fc.integer({ min: 0, max: 5_000 });
const anyRoi = fc.integer({ min: -100, max: 300 });
const anyRecord = fc.tuple(anyDecided, anyRoi).map(([decided, roi]) => record(decided, roi));
const anyTaste = fc
  .record({ reactions: fc.nat(200), less: fc.nat(6) })
  .map(({ reactions, less }) => taste({ reactions: new Map([[ann, reactions]]), less: new Map([[ann, less]]) }));
const anyCandidate = fc
  .record({
    hours: fc.integer({ min: 0, max: 720 }),
    source: fc.constantFrom('following', 'own', 'trending'),
    decimal: fc.option(fc.double({ min: 1.01, max: 500, noNaN: true })),
    trend: fc.double({ min: 0, max: 10_000, noNaN: true }),
  })
  .map(({ hours, ...terms }) => candidate({ ...terms, id: newId(ago(hours)) }));

describe('the worked examples of docs/ranking.md', () => {
  it.each([
    ['an item of this moment', candidate({ id: newId(now) }), taste(), UNKNOWN, '1.000', 'following'],
    ['the same after 12 hours', candidate({ id: newId(ago(12)) }), taste(), UNKNOWN, '0.500', 'following'],
    [
      'after 12 hours, of an author of 8 reactions',
      candidate({ id: newId(ago(12)) }),
      taste({ reactions: new Map([[ann, 8]]) }),
      UNKNOWN,
      '0.750',
      'affinity',
    ],
    ['of a bettor with +5 % on 300 picks', candidate({ id: newId(now) }), taste(), record(300, 5), '1.364', 'record'],
    ['of a bettor with +40 % on 3 picks', candidate({ id: newId(now) }), taste(), record(3, 40), '1.164', 'following'],
    ['with a trend score of 15', candidate({ id: newId(now), trend: 15 }), taste(), UNKNOWN, '1.600', 'trending'],
    [
      'trending with 15, of a stranger',
      candidate({ id: newId(now), trend: 15, source: 'trending' }),
      taste(),
      UNKNOWN,
      '1.120',
      'trending',
    ],
    [
      'at 12.00, with a trend score of 15',
      candidate({ id: newId(now), trend: 15, decimal: 12 }),
      taste(),
      UNKNOWN,
      '1.000',
      'following',
    ],
    [
      'after one wish for less',
      candidate({ id: newId(now) }),
      taste({ less: new Map([[ann, 1]]) }),
      UNKNOWN,
      '0.400',
      'following',
    ],
  ] as const)('%s', (_, one, of, sums, shown, reason) => {
    expect(score(one, of, sums).toFixed(3)).toBe(shown);
    expect(reasonOf(one, of, sums)).toBe(reason);
  });
});

describe('each factor', () => {
  it('of age never lifts an older item above a newer one, all else equal', () => {
    fc.assert(
      fc.property(anyCandidate, anyTaste, anyRecord, fc.integer({ min: 1, max: 700 }), (one, of, sums, hours) => {
        const older = { ...one, id: newId(new Date(now.getTime() - 720 * 3_600_000 - hours * 3_600_000)) };
        return score(older, of, sums) <= score(one, of, sums);
      }),
    );
    expect(freshness(newId(new Date(now.getTime() + 60_000)), now)).toBe(1);
  });
  it('of affinity grows with the reactions to the author, and has an end', () => {
    fc.assert(fc.property(fc.nat(199), (reactions) => affinityFactor(reactions) < affinityFactor(reactions + 1)));
    expect(affinityFactor(0)).toBe(1);
    expect(affinityFactor(200)).toBeLessThan(2);
  });
  it('of the record grows with the profit', () => {
    fc.assert(
      fc.property(anyDecided, anyRoi, fc.nat(50), (decided, roi, more) => {
        return recordFactor(record(decided, roi)) <= recordFactor(record(decided, roi + more));
      }),
    );
  });
  it('of the record trusts a longer record more, in both directions', () => {
    fc.assert(
      fc.property(anyDecided, anyRoi, fc.nat(500), (decided, roi, more) => {
        const distance = (picks: number) => Math.abs(recordFactor(record(picks, roi)) - 1);
        return distance(decided) <= distance(decided + more) + 1e-9;
      }),
    );
  });
  it('of the record says nothing of a bettor without one, and has bounds', () => {
    expect(recordFactor(UNKNOWN)).toBe(1);
    fc.assert(fc.property(anyRecord, (sums) => Math.abs(recordFactor(sums) - 1) <= 0.4 + 1e-9));
    expect(recordFactor(record(1, 300))).toBeLessThan(recordFactor(record(200, 10)));
  });
  it('of the trend grows with its score, and has an end', () => {
    fc.assert(fc.property(fc.nat(10_000), (trend) => trendFactor(trend) <= trendFactor(trend + 1) && trendFactor(trend) <= 2));
    expect(trendFactor(0)).toBe(1);
  });
  it('is a number above zero for every candidate', () => {
    fc.assert(
      fc.property(anyCandidate, anyTaste, anyRecord, (one, of, sums) => {
        const value = score(one, of, sums);
        return Number.isFinite(value) && value > 0;
      }),
    );
  });
});

describe('odds', () => {
  it('never lift an item: a higher price ranks as high at most', () => {
    fc.assert(
      fc.property(anyCandidate, anyTaste, anyRecord, fc.double({ min: 1, max: 100, noNaN: true }), (one, of, sums, times) => {
        const longer = { ...one, decimal: (one.decimal ?? 1.5) * times };
        return score(longer, of, sums) <= score(one, of, sums);
      }),
    );
  });
  it('that are reckless earn nothing from affinity, record and trend', () => {
    fc.assert(
      fc.property(anyCandidate, anyTaste, anyRecord, (one, of, sums) => {
        const reckless = { ...one, decimal: 10 };
        return (
          score(reckless, of, sums) <= score({ ...one, decimal: 1.91, trend: 0 }) &&
          reasonOf(reckless, of, sums) === reckless.source
        );
      }),
    );
  });
  it.each([
    [9.99, false],
    [10, true],
    [null, false],
  ])('of %s are reckless: %s', (decimal, reckless) => {
    expect(isReckless({ decimal })).toBe(reckless);
  });
});

describe('a reader’s wishes', () => {
  it('a wish for less ranks each item of the author lower, and no other', () => {
    fc.assert(
      fc.property(anyCandidate, fc.nat(2), (one, wishes) => {
        const less = (count: number) => taste({ less: new Map([[ann, count]]) });
        const other = { ...one, authorId: bob };
        return score(one, less(wishes + 1)) < score(one, less(wishes)) && score(other, less(wishes + 1)) === score(other);
      }),
    );
  });
  it('a hidden item is left out', () => {
    const [hidden, other] = [candidate(), candidate({ authorId: bob })];
    const ranked = rank([hidden, other], taste({ hidden: new Set([hidden.id]) }), new Map(), now);
    expect(ranked.map(({ id }) => id)).toEqual([other.id]);
  });
});

/** Items of a few authors, in the order of their ranks. */
const anyRanked = (authors: number) =>
  fc
    .array(fc.nat(authors - 1), { maxLength: 100 })
    .map((all) => all.map((author, i) => ({ authorId: `author${author}`, place: i })));
const mostInWindow = (items: readonly { readonly authorId: string }[]): number =>
  Math.max(
    0,
    ...items.flatMap((_, from) => {
      const window = items.slice(from, from + WINDOW);
      return window.map(({ authorId }) => window.filter((each) => each.authorId === authorId).length);
    }),
  );

describe('the diversity of authors', () => {
  it('at most 2 of one author stand in any 10 that follow one another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }).chain(anyRanked), (items) => mostInWindow(diverse(items)) <= OF_ONE_AUTHOR),
    );
  });
  it('an item is left out only where nobody else’s is left to stand between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }).chain(anyRanked), (items) => {
        const chosen = diverse(items);
        const left = items.filter((item) => !chosen.includes(item));
        const near = chosen.slice(Math.max(0, chosen.length - (WINDOW - 1)));
        return left.every(({ authorId }) => near.filter((each) => each.authorId === authorId).length === OF_ONE_AUTHOR);
      }),
    );
  });
  it('the items of one author keep their order, and none stands twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }).chain(anyRanked), (items) => {
        const byAuthor = Map.groupBy(diverse(items), ({ authorId }) => authorId);
        return [...byAuthor.values()].every((own) => own.every(({ place }, i) => i === 0 || place > (own[i - 1]?.place ?? -1)));
      }),
    );
  });
  it('changes nothing where it has nothing to do', () => {
    const items = Array.from({ length: 100 }, (_, place) => ({ authorId: `author${place % 5}`, place }));
    expect(diverse(items)).toEqual(items);
  });
  it('of one author alone leaves the best two', () => {
    const items = Array.from({ length: 30 }, (_, place) => ({ authorId: ann, place }));
    expect(diverse(items).map(({ place }) => place)).toEqual([0, 1]);
  });
});

describe('a ranked list', () => {
  it('does not depend on the order of its input, and has the best item first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyCandidate, { maxLength: 40, selector: ({ id }) => id }), anyTaste, (candidates, of) => {
        const ids = (all: readonly FeedCandidate[]) => rank(all, of, new Map(), now).map(({ id }) => id);
        const best = Math.max(...candidates.map((one) => score(one, of)));
        const ranked = rank(candidates, of, new Map(), now);
        expect(ids(candidates.toReversed())).toEqual(ids(candidates));
        expect(ranked[0]?.score ?? Number.NEGATIVE_INFINITY).toBe(best);
      }),
      { numRuns: 50 },
    );
  });
});
