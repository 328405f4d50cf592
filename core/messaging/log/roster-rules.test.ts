import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { directId, isDirect, otherInDirect } from './conversation-id.ts';
import { blockOf, previewOf } from './log-rules.ts';
import {
  hasRole,
  mayRemove,
  membersOf,
  type RosterMember,
  type RosterMembers,
  storedMembers,
  successorOf,
} from './roster-rules.ts';
import { endedSpans, isSeen, spansAfter, spansBefore, spansOf } from './span-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const person = () => newId<UserId>(now);
const [ann, ben, cas, dee] = [person(), person(), person(), person()];
const member = (role: RosterMember['role'], joined = 1, from = joined): RosterMember => ({ role, joined, from });

describe('the id of a direct conversation', () => {
  it('is one for both, tells each of the other, and is of no group', () => {
    expect(directId(ann, ben)).toBe(directId(ben, ann));
    expect(otherInDirect(directId(ann, ben), ann)).toBe(ben);
    expect(otherInDirect(directId(ann, ben), ben)).toBe(ann);
    expect(isDirect(directId(ann, ben))).toBe(true);
    expect(isDirect(newId(now))).toBe(false);
    expect(directId(ann, ben)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-0[0-9a-f]{3}-[0-3][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('a roster', () => {
  it('gives back the members that it keeps', () => {
    const members: RosterMembers = new Map([
      [ann, member('owner')],
      [ben, member('admin', 7)],
      [cas, member('member', 1_234, 1)],
    ]);
    expect(membersOf({ members: storedMembers(members) })).toEqual(members);
  });
  it('of 256 members stays under 12 KB', () => {
    const members = new Map(Array.from({ length: 256 }, () => [person(), member('member', 123_456, 1)] as const));
    const stored = Object.entries(storedMembers(members));
    // DynamoDB counts a name, a value and one byte for each entry of a map.
    expect(stored.reduce((bytes, [name, value]) => bytes + name.length + value.length + 1, 0)).toBeLessThan(12 * 1024);
  });
  it.each([
    ['owner', 'admin', true],
    ['owner', 'member', true],
    ['admin', 'owner', false],
    ['admin', 'admin', false],
    ['admin', 'member', true],
    ['member', 'member', false],
  ] as const)('lets an %s remove an %s: %s', (actor, target, may) => {
    expect(mayRemove(member(actor), member(target))).toBe(may);
  });
  it('ranks an admin above a member and below the owner', () => {
    expect([hasRole(member('admin'), 'member'), hasRole(member('admin'), 'owner')]).toEqual([true, false]);
  });
  it('passes from its owner to the longest-standing admin, else to the longest-standing member', () => {
    const members = new Map([
      [ann, member('owner')],
      [ben, member('member', 2)],
      [cas, member('admin', 9)],
      [dee, member('admin', 5)],
    ]);
    expect(successorOf(members, ann)).toBe(dee);
    expect(successorOf(new Map([...members].filter(([, { role }]) => role !== 'admin')), ann)).toBe(ben);
    expect(successorOf(new Map([[ann, member('owner')]]), ann)).toBeUndefined();
  });
});

describe('spans', () => {
  /** A time away, and a time as a member. */
  const spell = fc.record({ away: fc.integer({ min: 1, max: 5 }), stays: fc.integer({ min: 0, max: 5 }), all: fc.boolean() });
  it('show just the numbers of every membership, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(spell, { minLength: 1, maxLength: 12 }), (spells) => {
        let seq = 0;
        let row: { from: number; spans: { from: number; to: number }[] } = { from: 1, spans: [] };
        const seen = new Set<number>();
        for (const [i, { away, stays, all }] of spells.entries()) {
          seq += away;
          row = { from: all ? 1 : seq, spans: row.spans };
          if (all) for (let n = 1; n <= seq; n++) seen.add(n);
          for (let n = 0; n <= stays; n++) seen.add(seq + n);
          seq += stays;
          if (i < spells.length - 1) row = { ...row, spans: endedSpans(row, seq) };
        }
        const spans = spansOf(row);
        for (let n = 1; n <= seq; n++) expect([n, isSeen(spans, n)]).toEqual([n, seen.has(n)]);
        expect(isSeen(spans, seq + 1_000)).toBe(true);
        const numbers = (of: readonly { from: number; to: number }[]) =>
          of.flatMap(({ from, to }) => Array.from({ length: Math.min(to, seq) - from + 1 }, (_, i) => from + i));
        const half = Math.ceil(seq / 2);
        expect(numbers(spansAfter(spans, half))).toEqual([...seen].filter((n) => n > half).toSorted((a, b) => a - b));
        expect(numbers(spansBefore(spans, half).toReversed())).toEqual(
          [...seen].filter((n) => n < half).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe('a log', () => {
  it.each([
    [1, 0],
    [1_000, 0],
    [1_001, 1],
    [2_000, 1],
  ])('keeps number %d in partition %d', (seq, block) => {
    expect(blockOf(seq)).toBe(block);
  });
  it('is previewed by whole characters of at most 100 bytes', () => {
    expect(previewOf('Hi.')).toBe('Hi.');
    expect(previewOf('👍🏽'.repeat(30))).toBe('👍🏽'.repeat(12));
    expect(previewOf(undefined)).toBeUndefined();
  });
});
