import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { FeedRef } from './feed-ref.ts';
import { packList, unpackList } from './ref-list.ts';
import {
  bucketOf,
  countsForTrend,
  decayed,
  endOf,
  isClosed,
  isTrending,
  listsOf,
  MOST_TRENDING,
  type TrendCount,
  trendSportOf,
  withBucket,
} from './trend-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2026-11-23T12:07:30.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const ref = (at = now): FeedRef => ({ type: 'post', id: newId(at), authorId: newId<UserId>(at), hint: null });
const count = (people: number, of = ref()): TrendCount => ({ ref: of, sports: ['soccer'], people });

describe('a bucket', () => {
  it('is five minutes, and the next one begins where it ends', () => {
    expect(bucketOf(now)).toBe('2026-11-23T12:05:00.000Z');
    expect(bucketOf(endOf(bucketOf(now)))).toBe('2026-11-23T12:10:00.000Z');
    fc.assert(
      fc.property(fc.nat(10 * DAY), (ms) => {
        const at = later(ms);
        return bucketOf(at) <= at.toISOString() && at < endOf(bucketOf(at)) && bucketOf(new Date(bucketOf(at))) === bucketOf(at);
      }),
    );
  });
  it.each([
    ['at its end', 0, false],
    ['89.999 s later', 89_999, false],
    ['90 s later', 90_000, true],
  ])('%s is closed: %s', (_, ms, closed) => {
    expect(isClosed(bucketOf(now), new Date(endOf(bucketOf(now)).getTime() + ms))).toBe(closed);
  });
});

describe('a reaction', () => {
  const author = newId<UserId>(later(-30 * DAY));
  it.each([
    ['of an account of 7 days', 7 * DAY, true],
    ['of an account one millisecond short of 7 days', 7 * DAY - 1, false],
    ['of a new account', 0, false],
  ])('%s counts: %s', (_, age, counts) => {
    expect(countsForTrend(newId(later(-age)), author, now)).toBe(counts);
  });
  it('of the author does not count', () => {
    expect(countsForTrend(author, author, now)).toBe(false);
  });
});

it.each([
  [[], 'none', ['all']],
  [['soccer'], 'soccer', ['all', 'soccer']],
  [['soccer', 'soccer'], 'soccer', ['all', 'soccer']],
  [['soccer', 'american_football'], 'mixed', ['all', 'soccer', 'american_football']],
] as const)('an item of %o is counted in %s and stands in %o', (sports, partition, lists) => {
  expect(trendSportOf(sports)).toBe(partition);
  expect(listsOf({ sports })).toEqual(lists);
});

describe('a score', () => {
  it('halves in six hours, and does not grow by a clock that goes back', () => {
    expect(decayed(8, now, later(6 * HOUR))).toBe(4);
    expect(decayed(8, now, later(18 * HOUR))).toBe(1);
    expect(decayed(8, now, later(-HOUR))).toBe(8);
  });
  it('of one person is trending for a day', () => {
    expect([isTrending(decayed(1, now, later(DAY))), isTrending(decayed(1, now, later(DAY + MINUTE)))]).toEqual([true, false]);
  });
});

describe('a list with a bucket', () => {
  const at = (minutes: number) => bucketOf(later(minutes * MINUTE));
  it('has old x 2^(-dt / 6 h) + people', () => {
    const [old, both, fresh] = [ref(), ref(), ref()];
    const first = withBucket([], null, [count(8, old), count(4, both)], at(0));
    expect(first.map(({ score }) => score)).toEqual([8, 4]);
    const next = withBucket(first, at(0), [count(3, both), count(1, fresh)], at(360));
    expect(next.map(({ ref: { id }, score }) => [id, score])).toEqual([
      [both.id, 5],
      [old.id, 4],
      [fresh.id, 1],
    ]);
  });
  it('has the best 200, best first, and of equal ones the newest', () => {
    const counts = Array.from({ length: 250 }, (_, i) => count(1 + (i % 50), ref(later(i * 1_000))));
    const rows = withBucket([], null, counts, at(0));
    expect(rows).toHaveLength(MOST_TRENDING);
    expect(
      rows.every((row, i) => i === 0 || row.score < (rows[i - 1]?.score ?? 0) || row.ref.id < (rows[i - 1]?.ref.id ?? '')),
    ).toBe(true);
    expect(Math.min(...rows.map(({ score }) => score))).toBe(11);
  });
  it('leaves out what nobody reacted to for long', () => {
    const rows = withBucket([], null, [count(1), count(100)], at(0));
    expect(withBucket(rows, at(0), [], at(25 * 60))).toHaveLength(1);
  });
  it('is the same in one step or in many, whatever the order within a bucket', () => {
    const items = Array.from({ length: 6 }, () => ref());
    const anyBuckets = fc.array(fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 6 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyBuckets, (buckets) => {
        let rows = withBucket([], null, [], at(0));
        let through: string | null = null;
        for (const [i, counted] of buckets.entries()) {
          const counts = [...new Map(counted)].map(([item, people]) => count(people, items[item]));
          rows = withBucket(rows, through, i % 2 ? counts : counts.toReversed(), at(5 * i));
          through = at(5 * i);
        }
        const sumOf = (id: string) =>
          buckets
            .flatMap((counted, i) =>
              [...new Map(counted)].map(([item, people]) =>
                items[item]?.id === id ? people * 2 ** ((i - (buckets.length - 1)) / 72) : 0,
              ),
            )
            .reduce((sum, each) => sum + each, 0);
        for (const { ref: of, score } of rows) expect(score).toBeCloseTo(sumOf(of.id), 6);
        expect(rows).toHaveLength(new Set(buckets.flatMap((counted) => counted.map(([item]) => item))).size);
      }),
      { numRuns: 50 },
    );
  });
});

const hinted = (one: FeedRef): FeedRef => ({
  ...one,
  type: 'pick',
  hint: { userIds: [one.authorId, newId(now)], pickIds: [], eventIds: [newId(now), newId(now)] },
});
it('a packed list has its references, authors and numbers, in their order', () => {
  const rows = [
    { ref: ref(), value: 0.125 },
    { ref: hinted(ref()), value: 3 },
  ];
  expect(unpackList(packList(rows))).toEqual(rows);
  expect(unpackList(packList([]))).toEqual([]);
});
