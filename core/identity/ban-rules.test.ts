import { describe, expect, it } from 'vitest';
import type { BanFact } from './ban.store.ts';
import { assertBanFits, MOST_FACTS, standingBan } from './ban-rules.ts';

const fact = (number: number, kind: 'ban' | 'lift', endsAt?: string): BanFact => ({
  userId: 'ann',
  number,
  kind,
  scope: 'all',
  reason: `reason ${number}`,
  by: 'ban-user',
  startsAt: '2026-11-23T12:00:00.000Z',
  ...(endsAt !== undefined && { endsAt }),
});
const day = (n: number) => `2026-12-0${n}T00:00:00.000Z`;

describe('standingBan()', () => {
  it('is null without facts', () => expect(standingBan([], 'all')).toBeNull());
  it('is the ban that ends last', () => {
    expect(standingBan([fact(1, 'ban', day(3)), fact(2, 'ban', day(5)), fact(3, 'ban', day(4))], 'all')).toEqual({
      number: 2,
      reason: 'reason 2',
      endsAt: day(5),
    });
  });
  it('prefers a ban without an end', () => {
    expect(standingBan([fact(1, 'ban'), fact(2, 'ban', day(9))], 'all')).toEqual({ number: 1, reason: 'reason 1' });
  });
  it('is of one scope: bans and liftings of another leave it', () => {
    const facts = [
      fact(1, 'ban'),
      { ...fact(2, 'ban', day(2)), scope: 'posting' as const },
      { ...fact(3, 'lift'), scope: 'messaging' as const },
    ];
    expect(standingBan(facts, 'all')).toMatchObject({ number: 1 });
    expect(standingBan(facts, 'posting')).toMatchObject({ number: 2, endsAt: day(2) });
    expect(standingBan([...facts, fact(4, 'lift')], 'posting')).toMatchObject({ number: 2 });
    expect(standingBan(facts, 'messaging')).toBeNull();
  });
  it('ignores the bans before a lifting', () => {
    expect(standingBan([fact(1, 'ban'), fact(2, 'lift')], 'all')).toBeNull();
    expect(standingBan([fact(1, 'ban'), fact(2, 'lift'), fact(3, 'ban', day(1))], 'all')).toMatchObject({ number: 3 });
  });
});

describe('a user with the most ban facts', () => {
  const full = (standing: BanFact) => [...Array.from({ length: MOST_FACTS - 1 }, (_, i) => fact(i + 1, 'lift')), standing];
  const taken = (facts: BanFact[], kind: 'ban' | 'lift', endsAt?: string, scope: BanFact['scope'] = 'all') => {
    try {
      assertBanFits(facts, { kind, scope, endsAt });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'LIMIT_REACHED' });
      return false;
    }
  };
  it('can still be banned for ever, once', () => {
    for (const standing of [fact(MOST_FACTS, 'lift'), fact(MOST_FACTS, 'ban', day(1))]) {
      expect(taken(full(standing), 'ban')).toBe(true);
      expect([taken(full(standing), 'ban', day(9)), taken(full(standing), 'lift')]).toEqual([false, false]);
    }
    expect(taken(full(fact(MOST_FACTS, 'lift')), 'ban', undefined, 'posting')).toBe(false);
    expect(taken(full(fact(MOST_FACTS, 'ban')), 'ban')).toBe(false);
    expect(taken(full(fact(MOST_FACTS, 'ban')).slice(1), 'lift')).toBe(true);
  });
});
