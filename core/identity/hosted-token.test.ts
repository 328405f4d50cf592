import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Issuer, newIssuer } from '../../local/identity-provider/issuer.ts';
import { FORGED, type Forgery, type Party } from '../../test/support/forged-tokens.ts';
import { type HostedPages, startHostedPages } from '../../test/support/hosted-pages.ts';
import { verifyHostedToken } from './id-token.ts';

const now = new Date('2026-11-28T12:00:00.000Z');
const second = now.getTime() / 1000;
const nonce = 'a nonce of the server';
const SUBJECT = '110169484474386276334';
const account = { providerName: 'Google', userId: SUBJECT };
let pages: HostedPages;
let google: Issuer;
beforeAll(async () => {
  pages = await startHostedPages();
  google = await newIssuer('https://accounts.google.com');
});
afterAll(() => pages.close());

const claims = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload => {
  const user = { username: `Google_${SUBJECT}`, identities: [account], email: 'Ann@Gmail.com', email_verified: true };
  return JSON.parse(JSON.stringify({ ...pages.claimsOf(user, nonce, now), ...changes })) as JWTPayload;
};
const party = (): Party => ({
  ...{ issuer: pages.issuer, audience: 'pages', other: google, otherAudience: 'youbet-google', nonce, second, claims },
});
const verify = async (token: string | Promise<string>) =>
  verifyHostedToken('google', await token, { nonce, clientId: 'pages' }, now);
const good = (changes: Readonly<Record<string, unknown>> = {}) => pages.issuer.sign(claims(changes));

/** Tokens that are no good ID token of the pages, beside those that are none of anybody. */
const OF_PAGES: readonly Forgery[] = [
  ['for the client of the server', () => good({ aud: 'server' })],
  ['that is an access token', () => good({ token_use: 'access' })],
  ['of no use', () => good({ token_use: undefined })],
  ['with the SHA-256 of the nonce, which is for apps', () => good({ nonce: createHash('sha256').update(nonce).digest('hex') })],
  ['of a user of no provider', () => good({ identities: undefined })],
  ['of an empty list of providers', () => good({ identities: [] })],
  ['of the other provider alone', () => good({ identities: [{ providerName: 'SignInWithApple', userId: SUBJECT }] })],
  ['of a provider in other letters', () => good({ identities: [{ providerName: 'google', userId: SUBJECT }] })],
  ['of two accounts of the provider', () => good({ identities: [account, { ...account, userId: 'another' }] })],
  ['of an account without a subject', () => good({ identities: [{ providerName: 'Google', userId: '' }] })],
  ['whose providers are a text', () => good({ identities: JSON.stringify([account]) })],
  ['without a name of the user', () => good({ 'cognito:username': undefined })],
  ['that was issued two minutes ago', () => good({ iat: second - 120 })],
];

describe('an ID token of the pages', () => {
  it('names the subject of the provider, and its user at Cognito', async () => {
    expect(await verify(good())).toEqual({
      proven: { provider: 'google', subject: SUBJECT, audience: 'pages', email: { address: 'ann@gmail.com', isOwned: true } },
      username: `Google_${SUBJECT}`,
    });
    const both = [{ providerName: 'SignInWithApple', userId: 'x' }, account];
    expect(await verify(good({ identities: both, 'cognito:username': 'u', email: undefined }))).toMatchObject({
      proven: { subject: SUBJECT, email: null },
      username: 'u',
    });
  });

  it.each([...FORGED, ...OF_PAGES])('%s is refused', async (_, forge) => {
    await expect(verify(await forge(party()))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is one of more than sixty that are refused', () => expect(FORGED.length + OF_PAGES.length).toBeGreaterThan(60));
});
