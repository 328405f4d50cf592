import { expect, it } from 'vitest';
import type { StoredUser } from '#core/users';
import { claimsOf } from './token-claims.ts';

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
    age: '36',
  });
  expect(claimsOf({ ...ann, role: 'admin', tier: 'premium' }, now).permissions).toBe(
    'picks:write profile:write content:moderate users:ban users:hold users:tier users:recover audit:read clicks:read events:decide picks:review premium',
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

it('claimsOf() names the least age that the facts allow, in the zone of the person, and their region', () => {
  const at = now.toISOString();
  const standing = { facts: 2, region: 'US-NY', timeZone: 'America/New_York', ageSignals: { app_store: { upper: 17, at } } };
  expect(claimsOf({ ...ann, standing }, now)).toMatchObject({ age: '17', region: 'US-NY' });
  expect(claimsOf({ ...ann, dateOfBirth: '2008-11-24' }, now).age).toBe('17');
  const evening = new Date('2026-11-24T03:00:00.000Z');
  const born = { ...ann, dateOfBirth: '2005-11-24' };
  const { ageSignals: _, ...inNewYork } = standing;
  expect(claimsOf({ ...born, standing: inNewYork }, evening).age).toBe('20');
  expect(claimsOf({ ...born, standing: { ...inNewYork, timeZone: 'Asia/Tokyo' } }, evening).age).toBe('21');
});

it('claimsOf() names no age without one that was accepted as proven', () => {
  expect(claimsOf({ ...ann, ageVerifiedAt: undefined }, now)).not.toHaveProperty('age');
});
