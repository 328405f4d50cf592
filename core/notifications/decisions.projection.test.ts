import { describe, expect, it } from 'vitest';
import type { StoredCase } from '#core/moderation';
import { factsOfCase } from './decisions.projection.ts';
import { factOf, memberOf } from './group-rules.ts';

const [id, userId] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];
const one = (subjectType: StoredCase['subjectType'], action: StoredCase['action'], decisions: number): StoredCase =>
  ({ caseId: id, subjectType, subjectId: id, userId, action, decisions }) as StoredCase;
const facts = (...[type, from, to]: readonly [StoredCase['subjectType'], StoredCase['action'], StoredCase['action']]) =>
  factsOfCase({ before: one(type, from, from ? 1 : 0), after: one(type, to, to ? (from ? 2 : 1) : 0) });

describe('a change of a case', () => {
  it.each([
    ['post', undefined, 'hide'],
    ['comment', undefined, 'ban'],
    ['pick', 'hide', 'restore'],
    ['media', undefined, 'hide'],
  ] as const)('of a %s from %s to %s has the thing to look at, for its owner', (type, from, to) => {
    const fact = { userId, subject: `${type}#${id}`, fact: { by: id, mark: '00000000' } };
    expect(facts(type, from, to)).toEqual([
      { ...fact, kind: 'content-hidden' },
      { ...fact, kind: 'content-restored' },
    ]);
  });
  it('of a message names its conversation, also that of two people, and its number', () => {
    const conversationId = '00000000-0000-0000-0000-0000000000a1';
    const after = { ...one('message', 'hide', 1), subjectId: `${conversationId}_300` };
    const facts = factsOfCase({ before: one('message', undefined, 0), after }) ?? [];
    expect(facts.map(({ subject, fact }) => [subject, fact])).toEqual(
      Array.from({ length: 2 }, () => [`message#${conversationId}_300`, { by: conversationId, mark: '0000012c' }]),
    );
    expect(facts.map(({ fact }) => factOf(memberOf(fact)))).toEqual(facts.map(({ fact }) => fact));
  });
  it.each([
    ['post', undefined, 'dismiss'],
    ['user', undefined, 'ban'],
    ['ban', undefined, 'restore'],
    ['post', undefined, undefined],
  ] as const)('of a %s from %s to %s tells nobody', (type, from, to) => {
    expect(facts(type, from, to)).toBeNull();
  });
  it('that is erased or has the same decisions tells nobody', () => {
    expect(factsOfCase({ before: one('post', 'hide', 1), after: one('post', 'hide', 1) })).toBeNull();
    expect(factsOfCase({ before: one('post', 'hide', 1), after: null })).toBeNull();
  });
});
