import { describe, expect, it } from 'vitest';
import type { StoredContact, StoredFollow } from '#core/graph';
import { factsOfContact, factsOfFollow } from './people.projection.ts';

const [ann, bob] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002'];
const follow = (state: StoredFollow['state'] | null): StoredFollow | null =>
  state && { followeeId: ann, followerId: bob, state, since: 1, counted: false, bell: false };
const told = (facts: ReturnType<typeof factsOfFollow>) =>
  (facts ?? []).map(({ userId, kind }) => `${userId === ann ? 'ann' : 'bob'} ${kind}`);

describe('a change of a follow', () => {
  it.each([
    [null, 'following', ['ann new-follower']],
    ['ended', 'following', ['ann new-follower']],
    ['following', 'ended', ['ann new-follower', 'bob follow-accepted']],
    ['following', null, ['ann new-follower', 'bob follow-accepted']],
    ['ended', null, []],
    [null, 'requested', ['ann follow-request']],
    ['requested', null, ['ann follow-request']],
    ['requested', 'following', ['ann follow-request', 'bob follow-accepted']],
    ['following', 'following', []],
  ] as const)('from %s to %s has facts to look at: %j', (before, after, facts) => {
    expect(told(factsOfFollow({ before: follow(before), after: follow(after) }))).toEqual(facts);
  });
});

const contact = (state: StoredContact['state'] | null): StoredContact | null =>
  state && { userId: ann, otherId: bob, state, since: '2026-11-23T18:00:00.000Z' };

describe('a change of a contact', () => {
  it.each([
    [null, 'received', ['ann contact-request']],
    ['received', 'accepted', ['ann contact-request']],
    ['received', null, ['ann contact-request']],
    [null, 'requested', []],
    ['requested', 'accepted', ['ann contact-accepted']],
    ['requested', null, []],
    ['accepted', null, ['ann contact-accepted']],
  ] as const)('from %s to %s has facts to look at: %j', (before, after, facts) => {
    expect(told(factsOfContact({ before: contact(before), after: contact(after) }))).toEqual(facts);
  });
});
