import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vault, vaultOf } from '#platform/vault';
import type { IdentityProvider } from '#schemas/identities';
import { startIdentityProvider } from '../../local/identity-provider/server.ts';
import { FORGED, type Forgery, type Party } from '../../test/support/forged-tokens.ts';
import { verifyIdToken } from './id-token.ts';
import { issueNonce } from './oauth-nonce.ts';

const now = new Date('2026-11-28T12:00:00.000Z');
const second = now.getTime() / 1000;
let server: Awaited<ReturnType<typeof startIdentityProvider>>;
let nonce: string;

beforeAll(async () => {
  vault.inject(Promise.resolve(vaultOf('a secret of more than 32 letters, for tests alone')));
  server = await startIdentityProvider();
  const of = (issuer: string) => ({ issuers: [issuer], keysUrl: `${issuer}/keys` });
  process.env.IDENTITY_PROVIDERS = JSON.stringify({
    google: { ...of(server.google.url), audiences: ['our-android', 'our-ios'] },
    apple: { ...of(server.apple.url), audiences: ['com.youbet.app'] },
  });
  ({ nonce } = await issueNonce(now));
});
afterAll(() => server.close());

const AUDIENCES = { google: 'our-ios', apple: 'com.youbet.app' } as const;
/** The claims of a good token, with changes. `undefined` leaves a claim out. */
const claimsOf = (provider: IdentityProvider, changes: Record<string, unknown> = {}): JWTPayload =>
  JSON.parse(
    JSON.stringify({
      ...{ iss: server[provider].url, aud: AUDIENCES[provider], sub: 'sub-1', iat: second, exp: second + 3_600, nonce },
      ...{ email: 'Ann@Gmail.com', email_verified: true },
      ...changes,
    }),
  ) as JWTPayload;
const verify = (provider: IdentityProvider, token: string, at = now) => verifyIdToken(provider, token, nonce, at);
const good = (provider: IdentityProvider, changes: Record<string, unknown> = {}) =>
  server[provider].sign(claimsOf(provider, changes));
const other = (provider: IdentityProvider): IdentityProvider => (provider === 'google' ? 'apple' : 'google');
const partyOf = (provider: IdentityProvider): Party => ({
  issuer: server[provider],
  audience: AUDIENCES[provider],
  other: server[other(provider)],
  otherAudience: AUDIENCES[other(provider)],
  nonce,
  second,
  claims: (changes = {}) => claimsOf(provider, changes),
});

describe.each(['google', 'apple'] as const)('an ID token of %s', (provider) => {
  it('is taken, with the nonce as it is or its SHA-256', async () => {
    const expected = { provider, subject: 'sub-1', audience: AUDIENCES[provider] };
    expect(await verify(provider, await good(provider))).toMatchObject(expected);
    const sha256 = createHash('sha256').update(nonce).digest('hex');
    expect(await verify(provider, await good(provider, { nonce: sha256 }))).toMatchObject(expected);
  });

  const OF_NATIVE: readonly Forgery[] = [
    ['with another nonce of ours', async () => good(provider, { nonce: (await issueNonce(now)).nonce })],
  ];
  it.each([...FORGED, ...OF_NATIVE])('%s is refused', async (_, forge) => {
    await expect(verify(provider, await forge(partyOf(provider)))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { field: 'idToken' },
    });
  });

  it('is good to within half a minute of its times', async () => {
    for (const times of [{ iat: second + 29 }, { iat: second - 600, exp: second - 29 }, { iat: second - 900 }])
      expect(await verify(provider, await good(provider, times))).toMatchObject({ subject: 'sub-1' });
  });

  it.each([
    ['verified', true, 'ann@gmail.com'],
    ['verified, as a text', 'true', 'ann@gmail.com'],
    ['not verified', false, null],
    ['not verified, as a text', 'false', null],
    ['of unknown truth', undefined, null],
  ])('names an address that is %s', async (_, email_verified, address) => {
    const { email } = await verify(provider, await good(provider, { email_verified }));
    expect(email?.address ?? null).toBe(address);
  });

  it('names an address that we could not send to, and so none', async () => {
    for (const email of ['', 'ann', '"ann"@gmail.com', undefined])
      expect((await verify(provider, await good(provider, { email }))).email).toBeNull();
  });
});

it('at least sixty forged tokens are refused', () => {
  expect(FORGED.length).toBeGreaterThanOrEqual(60);
});

it('a provider that is not set up takes no token, and says so', async () => {
  const both = process.env.IDENTITY_PROVIDERS;
  process.env.IDENTITY_PROVIDERS = '{}';
  await expect(verify('google', 'a.b.c')).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'provider' } });
  process.env.IDENTITY_PROVIDERS = both;
});
