import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { FOREVER } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { originEntry, partialBanRefusal, partialBans, provenAt, revocationOf, stepUpRefusal } from './revocation-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const [past, later] = [now.toISOString(), '2026-11-23T12:00:00.001Z'];
const ann: User = { kind: 'user', userId: 'ann' as UserId, role: 'user', tier: 'free', origin: 'x' };

describe('the bans from a part of the app', () => {
  it('stand until they end, by the row or by the token', () => {
    expect(partialBans({ postingBan: later, messagingBan: past }, {}, now)).toEqual({ posting: later });
    expect(partialBans({}, { posting: FOREVER, messaging: past }, now)).toEqual({ posting: FOREVER });
  });
  it('are those of the row where it knows of one: a token of before a lifting, or of a longer ban, is older', () => {
    expect(partialBans({ postingBan: past }, { posting: FOREVER }, now)).toEqual({});
    expect(partialBans({ postingBan: FOREVER }, { posting: later }, now)).toEqual({ posting: FOREVER });
  });
  it('refuse what is of their scope and nothing else', () => {
    const banned = { ...ann, bans: { posting: FOREVER } };
    expect(partialBanRefusal(banned, 'posting')).toMatchObject({ code: 'BANNED', details: { scope: 'posting', endsAt: null } });
    expect(partialBanRefusal(banned, 'messaging')).toBeNull();
    expect(partialBanRefusal(ann, 'posting')).toBeNull();
    expect(revocationOf({ postingBan: FOREVER, messagingBan: FOREVER }, { origin: 'x', authTime: 1 }, now)).toBeNull();
  });
});

describe('a step-up', () => {
  const token = { origin: 'x', authTime: 1_000 };
  const at = Math.floor(now.getTime() / 1000);

  it('counts for its session, and an older one than the sign-in does not', () => {
    const stepUp = originEntry('x', now);
    expect(provenAt({ stepUp }, token)).toBe(at);
    expect(provenAt({ stepUp }, { ...token, origin: 'y' })).toBe(1_000);
    expect(provenAt({ stepUp }, { ...token, authTime: at + 1 })).toBe(at + 1);
    expect(provenAt({}, token)).toBe(1_000);
  });
  it.each([
    [undefined, true],
    [at - 300, true],
    [at - 299, false],
    [Number.NaN, true],
  ])('at %s is refused: %s', (provenAt, isRefused) => {
    const actor = { ...ann, ...(provenAt !== undefined && { provenAt }) };
    expect(stepUpRefusal(actor, now)?.code).toBe(isRefused ? 'STEP_UP_REQUIRED' : undefined);
  });
  it('is nothing that a caller without a token has', () => {
    expect(stepUpRefusal({ kind: 'public', address: '' }, now)?.code).toBe('STEP_UP_REQUIRED');
  });
});
