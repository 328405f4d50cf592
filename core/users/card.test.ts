import { describe, expect, it } from 'vitest';
import { cardView } from './card.view.ts';
import { cardOf } from './card-rules.ts';
import type { StoredUser } from './user.entity.ts';

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
  addresses: [{ channel: 'email', sealed: 'sealed', verifiedAt: now.toISOString() }],
  bans: 0,
  createdAt: now.toISOString(),
};

describe('a card', () => {
  it('has the names of its user and nothing private', () => {
    expect(cardOf(ann)).toEqual({ userId: ann.userId, handle: 'ann', displayName: 'Ann' });
  });
  it('has the end of a ban, and not its reason', () => {
    const until = '2026-12-01T00:00:00.000Z';
    expect(cardOf({ ...ann, ban: { number: 1, reason: 'fraud', endsAt: until } })).toEqual({
      ...cardOf(ann),
      bannedUntil: until,
    });
  });
  it.each([
    ['without an end', undefined, true],
    ['until a later instant', '2026-11-23T12:00:00.001Z', true],
    ['until this instant', '2026-11-23T12:00:00.000Z', false],
  ])('of a user with a ban %s is banned: %s', (_, endsAt, banned) => {
    expect(cardView(cardOf({ ...ann, ban: { number: 1, reason: 'fraud', endsAt } }), now).banned).toBe(banned);
  });
  it('says whether the account is private', () => {
    expect(cardView(cardOf({ ...ann, private: true }), now).private).toBe(true);
  });
  it('has the end of an exclusion, which is over by the clock', () => {
    const excludedUntil = '2026-12-01T00:00:00.000Z';
    const card = cardOf({ ...ann, standing: { facts: 1, excludedUntil } });
    expect(card.excludedUntil).toBe(excludedUntil);
    const excluded = (at: string) => cardView({ ...card }, new Date(at)).excluded;
    expect([excluded('2026-11-30T23:59:59.999Z'), excluded(excludedUntil)]).toEqual([true, false]);
  });
  it('of a user without a ban is not banned', () => {
    expect(cardView(cardOf(ann), now)).toEqual({
      userId: ann.userId,
      handle: 'ann',
      displayName: 'Ann',
      private: false,
      banned: false,
      excluded: false,
      record: { decided: 0, turnover: 0, profit: 0 },
    });
  });
  it('has the record that was added to it', () => {
    const card = { ...cardOf(ann), quotedDecided: 3, quotedTurnover: 4_000_000, quotedProfit: -1_000_000 };
    expect(cardView(card, now).record).toEqual({ decided: 3, turnover: 4_000_000, profit: -1_000_000 });
  });
});
