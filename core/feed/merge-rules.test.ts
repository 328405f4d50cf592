import { describe, expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import type { FeedRef } from './feed-ref.ts';
import { type FeedList, mergeLists } from './merge-rules.ts';

const ann = '0190a000-0000-7000-8000-000000000001' as UserId;
const ref = (id: string, hint: FeedRef['hint'] = null): FeedRef => ({ type: 'post', id, authorId: ann, hint });
const list = (ids: string, reaches: string | null = null): FeedList => ({ refs: [...ids].map((id) => ref(id)), reaches });
const merged = (lists: readonly FeedList[], after: string | null, count: number) => {
  const { refs, short } = mergeLists(lists, after, count);
  return [refs.map(({ id }) => id).join(''), ...short];
};

describe('the union of lists', () => {
  it('is in the order of ids, each once', () => {
    expect(merged([list('geca'), list('fec')], null, 10)).toEqual(['gfeca']);
  });
  it('goes on after an id, whether it is in a list or not', () => {
    expect(merged([list('gec'), list('fca')], 'f', 10)).toEqual(['eca']);
    expect(merged([list('gec'), list('fca')], 'd', 10)).toEqual(['ca']);
  });
  it('gives no more than asked for', () => {
    expect(merged([list('gec'), list('fdb')], null, 3)).toEqual(['gfe']);
  });
  it('stops where a list does not reach, and names that list', () => {
    expect(merged([list('ge', 'e'), list('fdb')], null, 5)).toEqual(['gfe', 0]);
    expect(merged([list('ge', 'e'), list('fd', 'd')], null, 5)).toEqual(['gfe', 0, 1]);
  });
  it('needs no list read on that reaches far enough for what is asked', () => {
    expect(merged([list('gedc', 'c'), list('fb')], null, 4)).toEqual(['gfed']);
  });
  it('of a list that ends before the page begins names the list and gives nothing', () => {
    expect(merged([list('hg', 'g'), list('ba')], 'd', 2)).toEqual(['', 0]);
  });
  it('keeps the hint of an item where one of the lists has it', () => {
    const hint = { userIds: [], pickIds: [], eventIds: [] };
    const lists = [
      { refs: [ref('a')], reaches: null },
      { refs: [ref('a', hint)], reaches: null },
    ];
    expect(mergeLists(lists, null, 1).refs).toEqual([ref('a', hint)]);
    expect(mergeLists(lists.toReversed(), null, 1).refs).toEqual([ref('a', hint)]);
  });
});
