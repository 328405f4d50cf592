import { describe, expect, it } from 'vitest';
import type { StoredUser } from '#core/users';
import { claimsOf, scopesOf } from './token-claims.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const ann: StoredUser = {
  userId: '0190a000-0000-7000-8000-000000000001',
  handle: 'ann',
  displayName: 'Ann',
  bio: '',
  role: 'user',
  tier: 'free',
  dateOfBirth: '1990-05-17',
  ageVerifiedAt: now.toISOString(),
  addresses: [],
  bans: 0,
  createdAt: now.toISOString(),
};

it('claimsOf() has strings only, since the gateway flattens lists', () => {
  expect(claimsOf(ann, now)).toEqual({
    userId: ann.userId,
    role: 'user',
    tier: 'free',
    permissions: 'picks:write profile:write',
  });
  expect(claimsOf({ ...ann, role: 'admin', tier: 'premium' }, now).permissions).toBe(
    'picks:write profile:write content:moderate users:ban users:hold users:tier users:recover audit:read events:decide picks:review premium',
  );
});

it('claimsOf() names bans from a part of the app, and a tier, until they end', () => {
  const [past, later] = [now.toISOString(), '2026-11-23T12:00:00.001Z'];
  const ban = { number: 1, reason: 'spam' };
  expect(claimsOf({ ...ann, postingBan: ban, messagingBan: { ...ban, endsAt: later } }, now)).toMatchObject({
    postingBan: '9999-12-31T23:59:59.999Z',
    messagingBan: later,
  });
  expect(claimsOf({ ...ann, postingBan: { ...ban, endsAt: past }, tier: 'premium', tierUntil: past }, now)).toEqual(
    claimsOf(ann, now),
  );
});

describe('scopesOf()', () => {
  it('gives the scope for a verified age of 18', () => expect(scopesOf(ann, now)).toEqual(['youbet/user']));
  it('gives no scope without a verified age', () => expect(scopesOf({ ...ann, ageVerifiedAt: undefined }, now)).toEqual([]));
  it('gives no scope at the age of 17', () => expect(scopesOf({ ...ann, dateOfBirth: '2008-11-24' }, now)).toEqual([]));
});
