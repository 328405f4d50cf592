import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { ItemView } from '#schemas/item-views';
import type { FeedRef } from './feed-ref.ts';
import { decimalIn, MOST_CANDIDATES, nominees, sportsFor } from './home-rules.ts';
import type { TrendPointer } from './trend.store.ts';
import { bucketOf, type TrendList } from './trend-rules.ts';

const now = new Date('2026-11-23T12:07:30.000Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const reader = newId<UserId>(ago(2_000));
const ref = (authorId = newId<UserId>(ago(2_000)), at = ago(1)): FeedRef => ({
  type: 'pick',
  id: newId(at),
  authorId,
  hint: null,
});
const refs = (count: number, authorId?: UserId) => Array.from({ length: count }, () => ref(authorId));
const pointer = (list: TrendList, best: TrendPointer['best'], size = best.length): TrendPointer => ({
  list,
  version: newId(now),
  through: bucketOf(ago(0.2)),
  builtAt: now.toISOString(),
  size,
  best,
});
const trending = (count: number, score = 5) => refs(count).map((each, i) => ({ ref: each, score: score - i / 1_000 }));

describe('the sports of a reader', () => {
  const pointers = new Map([
    ['soccer', pointer('soccer', trending(3))],
    ['american_football', pointer('american_football', trending(2))],
  ] as const);
  it.each([
    ['those that the reader chose', ['american_football'], [['soccer']], ['american_football']],
    [
      'else those of the newest picks, most often picked first',
      [],
      [['single', 'soccer', 'epl'], ['soccer', 'american_football'], ['soccer']],
      ['soccer', 'american_football'],
    ],
    ['else those with the most trending picks', [], [], ['soccer', 'american_football']],
  ] as const)('are %s', (_, chosen, facets, sports) => {
    expect(sportsFor(chosen, facets, pointers)).toEqual(sports);
  });
  it('are none where nothing is known', () => {
    expect(sportsFor([], [], new Map())).toEqual([]);
  });
});

describe('the candidates', () => {
  const none = { following: [], own: [], trending: [] };
  it('are 60 of followed people, 5 of one’s own, and trending ones up to a hundred', () => {
    const all = nominees({ following: refs(80), own: refs(9, reader), trending: [pointer('soccer', trending(40))] }, reader, now);
    const of = Map.groupBy(all, ({ source }) => source);
    expect([of.get('following')?.length, of.get('own')?.length, of.get('trending')?.length]).toEqual([60, 5, 35]);
    expect(all).toHaveLength(MOST_CANDIDATES);
  });
  it('of who follows nobody are trending ones alone, the best of several sports', () => {
    const [soccer, football] = [trending(40, 9), trending(40, 8.9805)];
    const all = nominees({ ...none, trending: [pointer('soccer', soccer), pointer('american_football', football)] }, reader, now);
    expect(all).toHaveLength(80);
    expect(all.slice(0, 20).every(({ source }) => source === 'trending')).toBe(true);
    expect(all.every(({ trend }, i) => i === 0 || trend <= (all[i - 1]?.trend ?? 0))).toBe(true);
  });
  it('have an item that trends and is by a followed person once, as that person’s, with its trend', () => {
    const [both] = refs(1);
    const best = both ? [{ ref: both, score: 4 }] : [];
    const all = nominees(
      { ...none, following: both ? [both] : [], trending: [pointer('soccer', best), pointer('american_football', best)] },
      reader,
      now,
    );
    expect(all.map(({ source, trend }) => [source, trend > 3.5])).toEqual([['following', true]]);
  });
  it('have none of the reader’s own as trending, nothing older than 30 days, and nothing that trends no more', () => {
    const best = [
      { ref: ref(reader), score: 9 },
      { ref: ref(undefined, ago(30 * 24)), score: 9 },
      { ref: ref(), score: 0.0626 },
      { ref: ref(), score: 1 },
    ];
    const old = { ...pointer('soccer', best), through: bucketOf(ago(1)) };
    expect(nominees({ ...none, trending: [old] }, reader, now).map(({ ref: { id } }) => id)).toEqual([best[3]?.ref.id]);
  });
});

describe('the price of an item', () => {
  const leg = (decimal: string | null) => ({ odds: decimal === null ? null : { decimal } });
  const pick = (decimal: string | null, ...legs: (string | null)[]) => ({
    odds: decimal === null ? null : { decimal },
    legs: legs.map(leg),
  });
  const item = (one: object) => ({ type: 'pick', pick: one }) as unknown as ItemView;
  const post = (...picks: (object | null)[]) =>
    ({ type: 'post', post: { picks: picks.map((one) => ({ pick: one })) } }) as unknown as ItemView;
  it.each([
    ['a pick', item(pick('1.909091', '1.909091')), 1.909091],
    ['a ticket with a price of its own', item(pick('6.500000', '2', '4')), 6.5],
    ['a ticket without one: all its legs together', item(pick(null, '2.000000', '3.000000', '4.000000')), 24],
    ['a ticket with a leg without a price', item(pick(null, '2.000000', null)), null],
    ['a post without picks', post(), null],
    ['a post: the highest of its picks', post(pick('2.000000'), null, pick('11.000000')), 11],
    ['a post whose pick is not to be seen', post(null), null],
  ])('of %s', (_, of, decimal) => {
    expect(decimalIn(of)).toBe(decimal);
  });
});
