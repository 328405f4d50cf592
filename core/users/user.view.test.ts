import { describe, expect, it } from 'vitest';
import type { StoredUser } from './user.entity.ts';
import { meView, publicView } from './user.view.ts';
import { banAt, tierAt } from './user-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const ann: StoredUser = {
  userId: '0190a000-0000-7000-8000-000000000001',
  handle: 'ann',
  displayName: 'Ann',
  bio: 'I pick.',
  role: 'user',
  tier: 'free',
  dateOfBirth: '1990-05-17',
  ageVerifiedAt: now.toISOString(),
  addresses: [
    {
      channel: 'email',
      sealed: 'k.sealed',
      verifiedAt: now.toISOString(),
    },
  ],
  bans: 0,
  createdAt: now.toISOString(),
};

const addresses = [{ channel: 'email' as const, address: 'ann@example.com', verifiedAt: now.toISOString() }];

it('shows a stranger nothing private', () => {
  expect(publicView(ann)).toEqual({
    id: ann.userId,
    handle: 'ann',
    displayName: 'Ann',
    avatar: null,
    avatarAlt: null,
    bio: 'I pick.',
    private: false,
    createdAt: now.toISOString(),
  });
});

it('shows the owner their address', () => {
  expect(meView(ann, addresses, now).addresses).toEqual([
    { channel: 'email', address: 'ann@example.com', verifiedAt: now.toISOString() },
  ]);
});

describe('a ban', () => {
  const until = (endsAt: string) => ({ number: 1, reason: 'fraud', endsAt });
  it('without an end holds', () => {
    const ban = { number: 1, reason: 'fraud' };
    expect(banAt(ban, now)).toEqual(ban);
  });
  it('is shown to the owner while it stands', () => {
    const [postingBan, messagingBan] = [until('2026-11-23T12:00:00.001Z'), until('2026-11-23T12:00:00.000Z')];
    expect(meView({ ...ann, postingBan, messagingBan }, addresses, now).bans).toEqual([
      { scope: 'posting', reason: 'fraud', endsAt: '2026-11-23T12:00:00.001Z' },
    ]);
    expect(meView(ann, addresses, now).bans).toEqual([]);
  });
  it('holds to its end and not at it', () => {
    expect(banAt(until('2026-11-23T12:00:00.001Z'), now)).not.toBeNull();
    expect(banAt(until('2026-11-23T12:00:00.000Z'), now)).toBeNull();
  });
});

it('a tier holds to its end and not at it, and one without an end holds', () => {
  const tier = 'premium' as const;
  expect(tierAt({ tier, tierUntil: '2026-11-23T12:00:00.001Z' }, now)).toBe('premium');
  expect(tierAt({ tier, tierUntil: '2026-11-23T12:00:00.000Z' }, now)).toBe('free');
  expect(tierAt({ tier }, now)).toBe('premium');
  const ended = { ...ann, tier, tierUntil: now.toISOString() };
  expect(meView(ended, addresses, now)).toMatchObject({ tier: 'free', tierUntil: null });
  const tierUntil = '2026-11-23T12:00:00.001Z';
  expect(meView({ ...ended, tierUntil }, addresses, now)).toMatchObject({ tier, tierUntil });
});
