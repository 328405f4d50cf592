import { describe, expect, it } from 'vitest';
import type { StoredFollow } from './follow.entity.ts';
import { afterCounting, countChanges, ended, isToCount, packed } from './follow-rules.ts';

const row = (more: Partial<StoredFollow> = {}): StoredFollow => ({
  ...{ followerId: 'ann', followeeId: 'bob', state: 'following', since: 1, counted: false, bell: true },
  ...more,
});
const now = new Date(5);

describe('a follow', () => {
  it.each([
    ['following', false, true],
    ['following', true, false],
    ['requested', false, false],
    ['requested', true, true],
    ['ended', true, true],
    ['ended', false, false],
  ] as const)('that is %s and counted: %s is to be counted: %s', (state, counted, is) => {
    expect(isToCount(row({ state, counted }))).toBe(is);
  });
  it('keeps its row until it is counted off, and then goes', () => {
    expect(ended(row(), now)).toBeNull();
    expect(ended(row({ counted: true }), now)).toEqual(row({ state: 'ended', since: 5, counted: true, bell: false }));
    expect(afterCounting(row({ state: 'ended', counted: true }))).toBeNull();
    expect(afterCounting(row({ state: 'requested', counted: true }))).toEqual(row({ state: 'requested' }));
    expect(afterCounting(row())).toEqual(row({ counted: true }));
  });
  it('adds to the followee and to the follower, and a pair of opposite ones to neither', () => {
    expect([...countChanges([row(), row({ followerId: 'cat', state: 'ended', counted: true })])]).toEqual([
      ['bob', { followers: 0, following: 0 }],
      ['ann', { followers: 0, following: 1 }],
      ['cat', { followers: 0, following: -1 }],
    ]);
  });
});

describe('a batch', () => {
  const sizeOf = (rows: readonly StoredFollow[]) => rows.length + countChanges(rows).size;
  it('of 49 followers of one person is one transaction, of 50 two', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => row({ followerId: `f${i}` }));
    expect(packed(many(49)).map(sizeOf)).toEqual([99]);
    expect(packed(many(50)).map((rows) => rows.length)).toEqual([49, 1]);
  });
  it('of strangers has at most a hundred items in a transaction, and each row once, as it came last', () => {
    const rows = Array.from({ length: 100 }, (_, i) => row({ followerId: `a${i}`, followeeId: `b${i}` }));
    const packs = packed([...rows, ...rows.map((one) => ({ ...one, counted: true }))]);
    expect(packs.map(sizeOf).every((size) => size <= 100)).toBe(true);
    expect(packs.flat()).toHaveLength(100);
    expect(packs.flat().every(({ counted }) => counted)).toBe(true);
  });
  it('of nothing is no transaction', () => {
    expect(packed([])).toEqual([]);
  });
});
