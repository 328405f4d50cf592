import { createHash, createHmac, generateKeyPairSync, randomUUID, sign as signBytes } from 'node:crypto';
import { exportJWK, exportSPKI, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vault, vaultOf } from '#platform/vault';
import type { IdentityProvider } from '#schemas/identities';
import { startIdentityProvider } from '../../local/identity-provider/server.ts';
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
const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const publicJwk = (provider: IdentityProvider) => server[provider].keys().keys[0] ?? { kty: 'none' };
const publicPem = async (provider: IdentityProvider) =>
  exportSPKI((await importJWK(publicJwk(provider), 'RS256')) as Parameters<typeof exportSPKI>[0]);

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** A token of a key that is not the provider's, whatever its header says. */
const byStranger = async (provider: IdentityProvider, header: object = {}, claims = claimsOf(provider)) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: publicJwk(provider).kid, ...header }).sign(stranger.privateKey);
/** A token whose header and payload are written by hand, and signed by the stranger. */
const byHand = (header: unknown, payload: unknown): string => {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${signBytes('sha256', Buffer.from(text), stranger.privateKey).toString('base64url')}`;
};
const hmac = (header: object, claims: object, secret: string): string => {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const good = (provider: IdentityProvider, changes: Record<string, unknown> = {}) =>
  server[provider].sign(claimsOf(provider, changes));
const parts = async (provider: IdentityProvider): Promise<[string, string, string]> =>
  (await good(provider)).split('.') as [string, string, string];
const other = (provider: IdentityProvider): IdentityProvider => (provider === 'google' ? 'apple' : 'google');

type Forgery = readonly [name: string, forge: (provider: IdentityProvider) => Promise<string> | string];
/** Each is refused, of Google and of Apple. */
const FORGED: readonly Forgery[] = [
  ['signed by another key under the known key id', (p) => byStranger(p)],
  ['signed by another key under an unknown key id', (p) => byStranger(p, { kid: randomUUID() })],
  ['signed by another key without a key id', (p) => byStranger(p, { kid: undefined })],
  ['signed by the other provider', (p) => server[other(p)].sign(claimsOf(p))],
  ['of the other provider', (p) => good(other(p))],
  ['with the key in its header', async (p) => byStranger(p, { jwk: await exportJWK(stranger.publicKey) })],
  ['with the address of a key set in its header', (p) => byStranger(p, { jku: 'https://evil.example/keys' })],
  ['with the address of a certificate in its header', (p) => byStranger(p, { x5u: 'https://evil.example/cert' })],
  ['with a certificate in its header', (p) => byStranger(p, { x5c: ['MIIB'] })],
  ['with a key id that is a path', (p) => byStranger(p, { kid: '../../../../dev/null' })],
  ['with a key id that is a query', (p) => byStranger(p, { kid: "' OR 1=1 --" })],
  ['with an empty key id', (p) => byStranger(p, { kid: '' })],
  ['with a key id that is no text', (p) => byHand({ alg: 'RS256', kid: { $ne: null } }, claimsOf(p))],
  ['with a key id of the prototype', (p) => byStranger(p, { kid: '__proto__' })],
  [
    'with a critical header that nobody knows',
    (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid, crit: ['x'], x: 1 }, claimsOf(p)),
  ],
  [
    'whose payload is not encoded',
    (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid, b64: false, crit: ['b64'] }, claimsOf(p)),
  ],
  ['without an algorithm', (p) => new UnsecuredJWT(claimsOf(p)).encode()],
  ['of algorithm None', (p) => `${encoded({ alg: 'None', kid: publicJwk(p).kid })}.${encoded(claimsOf(p))}.`],
  ['of algorithm nOnE with a signature', (p) => byHand({ alg: 'nOnE', kid: publicJwk(p).kid }, claimsOf(p))],
  ['whose header names no algorithm', (p) => byHand({ kid: publicJwk(p).kid }, claimsOf(p))],
  ['whose header is a list', (p) => byHand([], claimsOf(p))],
  ['whose header is no JSON', (p) => byHand('no json', claimsOf(p))],
  ['whose payload is no JSON', (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid }, 'no json')],
  [
    'of HS256 by the public key in PEM',
    async (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, claimsOf(p), await publicPem(p)),
  ],
  [
    'of HS256 by the public key as JSON',
    (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, claimsOf(p), JSON.stringify(publicJwk(p))),
  ],
  ['of HS256 by the modulus', (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, claimsOf(p), String(publicJwk(p).n))],
  ['of HS256 by an empty secret', (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, claimsOf(p), '')],
  ['of HS256 by our app', (p) => hmac({ alg: 'HS256' }, claimsOf(p), AUDIENCES[p])],
  [
    'of ES256',
    (p) => new SignJWT(claimsOf(p)).setProtectedHeader({ alg: 'ES256', kid: publicJwk(p).kid }).sign(curve.privateKey),
  ],
  ['of PS256 by another key', (p) => byStranger(p, { alg: 'PS256' })],
  ['of RS384 by another key', (p) => byStranger(p, { alg: 'RS384' })],
  ['with an empty signature', async (p) => (await parts(p)).slice(0, 2).join('.').concat('.')],
  ['with a shortened signature', async (p) => (await good(p)).slice(0, -8)],
  ['with a longer signature', async (p) => `${await good(p)}AAAA`],
  [
    'with a changed signature',
    async (p) => (await parts(p)).map((part, i) => (i === 2 ? part.split('').reverse().join('') : part)).join('.'),
  ],
  [
    'with another payload',
    async (p) => (await parts(p)).map((part, i) => (i === 1 ? encoded(claimsOf(p, { sub: 'sub-2' })) : part)).join('.'),
  ],
  [
    'with another header',
    async (p) =>
      (await parts(p))
        .map((part, i) => (i === 0 ? encoded({ alg: 'RS256', kid: publicJwk(p).kid, typ: 'at+jwt' }) : part))
        .join('.'),
  ],
  [
    'with the signature of another token',
    async (p) => [...(await parts(p)).slice(0, 2), (await good(p, { sub: 'sub-2' })).split('.')[2]].join('.'),
  ],
  ['for another app', (p) => good(p, { aud: 'com.other.app' })],
  ['for an app of the other provider', (p) => good(p, { aud: AUDIENCES[other(p)] })],
  ['for an app whose id begins like ours', (p) => good(p, { aud: `${AUDIENCES[p]}.evil` })],
  ['for an app in other letters', (p) => good(p, { aud: AUDIENCES[p].toUpperCase() })],
  ['for several apps', (p) => good(p, { aud: [AUDIENCES[p], 'com.other.app'] })],
  ['for a list with our app alone', (p) => good(p, { aud: [AUDIENCES[p]] })],
  ['for nobody', (p) => good(p, { aud: undefined })],
  ['for an empty list', (p) => good(p, { aud: [] })],
  ['of another issuer', (p) => good(p, { iss: 'https://accounts.evil.example' })],
  ['of an issuer that begins like the right one', (p) => good(p, { iss: `${server[p].url}.evil.example` })],
  ['of an issuer with a slash more', (p) => good(p, { iss: `${server[p].url}/` })],
  ['of no issuer', (p) => good(p, { iss: undefined })],
  ['of a list of issuers', (p) => good(p, { iss: [server[p].url] })],
  ['with another nonce', async (p) => good(p, { nonce: (await issueNonce(now)).nonce })],
  ['without a nonce', (p) => good(p, { nonce: undefined })],
  ['with an empty nonce', (p) => good(p, { nonce: '' })],
  ['with the beginning of the nonce', (p) => good(p, { nonce: nonce.slice(0, -1) })],
  ['with the SHA-256 of another nonce', (p) => good(p, { nonce: createHash('sha256').update('x').digest('hex') })],
  ['with the SHA-1 of the nonce', (p) => good(p, { nonce: createHash('sha1').update(nonce).digest('hex') })],
  ['with a list for a nonce', (p) => good(p, { nonce: [nonce] })],
  ['that has expired', (p) => good(p, { iat: second - 600, exp: second - 31 })],
  ['that has no end', (p) => good(p, { exp: undefined })],
  ['whose end is a text', (p) => good(p, { exp: String(second + 3_600) })],
  ['that was issued long ago', (p) => good(p, { iat: second - 931 })],
  ['that is issued in the future', (p) => good(p, { iat: second + 31 })],
  ['that was issued at no time', (p) => good(p, { iat: undefined })],
  ['whose time of issue is a text', (p) => good(p, { iat: String(second) })],
  ['that is not good yet', (p) => good(p, { nbf: second + 31 })],
  ['of nobody', (p) => good(p, { sub: undefined })],
  ['of an empty subject', (p) => good(p, { sub: '' })],
  ['of a subject that is a number', (p) => good(p, { sub: 1 })],
  ['of a subject that is too long', (p) => good(p, { sub: 'x'.repeat(256) })],
  ['whose e-mail address is a list', (p) => good(p, { email: ['ann@gmail.com'] })],
  ['whose truth is neither', (p) => good(p, { email_verified: 'TRUE' })],
];

describe.each(['google', 'apple'] as const)('an ID token of %s', (provider) => {
  it('is taken, with the nonce as it is or its SHA-256', async () => {
    const expected = { provider, subject: 'sub-1', audience: AUDIENCES[provider] };
    expect(await verify(provider, await good(provider))).toMatchObject(expected);
    const sha256 = createHash('sha256').update(nonce).digest('hex');
    expect(await verify(provider, await good(provider, { nonce: sha256 }))).toMatchObject(expected);
  });

  it.each(FORGED)('%s is refused', async (_, forge) => {
    await expect(verify(provider, await forge(provider))).rejects.toMatchObject({
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
