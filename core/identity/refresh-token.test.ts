import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { secretsOf, vaultOf } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { readRefreshToken, writeRefreshToken } from './refresh-token.ts';

const vault = vaultOf('a secret of the deployment, long enough');
const now = new Date('2026-11-23T12:00:00.000Z');
const claim = { userId: newId<UserId>(now), sessionId: newId(now), generation: 7 };
const token = writeRefreshToken(vault, claim);

describe('a refresh token', () => {
  it('contains its claim, and is the same for the same generation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), (generation) => {
        const written = writeRefreshToken(vault, { ...claim, generation });
        expect(readRefreshToken(vault, written)).toEqual({ ...claim, generation });
        expect(writeRefreshToken(vault, { ...claim, generation })).toBe(written);
      }),
    );
  });

  it('is refused with any character changed', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...alphabet), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(readRefreshToken(vault, token.slice(0, at) + letter + token.slice(at + 1))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['', 'x', token.slice(1), `${token}A`, ` ${token}`, token.replace('.', ':'), `${claim.sessionId}.${'A'.repeat(76)}`])(
    '%j is none',
    (text) => {
      expect(readRefreshToken(vault, text)).toBeNull();
    },
  );

  it('is read after a further secret was added, and new ones are made with that', () => {
    const [first, second] = ['a secret of the deployment, long enough', 'a further secret of the deployment, long enough'];
    const after = vaultOf(secretsOf(JSON.stringify({ 1: first, 2: second })));
    expect(readRefreshToken(after, token)).toEqual(claim);
    expect(readRefreshToken(after, writeRefreshToken(after, claim))).toEqual(claim);
    expect(readRefreshToken(vault, writeRefreshToken(after, claim))).toBeNull();
  });

  it('of another deployment is refused', () => {
    expect(readRefreshToken(vaultOf('a secret of another deployment, as long'), token)).toBeNull();
  });
});
