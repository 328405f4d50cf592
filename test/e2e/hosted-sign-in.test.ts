import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { until } from '../../local/client/until.ts';
import { accountOf } from '../../local/identity-provider/browser.ts';
import { NewSession, Register } from '../../schemas/auth.ts';
import { type IdentityProvider, UnlinkIdentity } from '../../schemas/identities.ts';
import { ExchangeHostedCode } from '../../schemas/oauth.ts';
import { CURRENT_TERMS } from '../../schemas/terms.ts';
import { call, newHandle, signUp } from '../support/client.ts';
import { aws, stack } from '../support/stack.ts';

/** Sign-in by Google and Apple in a browser, on the deployed stack: every address is followed as a browser follows it. */

const APP_LINK = 'youbet://signed-in';
const address = () => `ann.${randomUUID().slice(0, 8)}@gmail.com`;
const paramsOf = (url: string) => Object.fromEntries(new URL(url).searchParams) as Record<string, string>;
const go = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });
/** The address at which a reply sends the browser on. */
async function next(reply: Response): Promise<string> {
  if (reply.status !== 302) throw new Error(`is ${reply.status}: ${await reply.text()}`);
  return reply.headers.get('location') ?? '';
}

/** An app opens a browser, which comes to Cognito's pages. */
async function begin(provider: IdentityProvider) {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = new URLSearchParams({ challenge, redirect: APP_LINK });
  const reply = await go(`${stack().apiUrl}/api/v1/auth/oauth/${provider}?${query}`);
  const [header = ''] = reply.headers.getSetCookie();
  return { verifier, header, cookie: header.split(';')[0] ?? '', pages: await next(reply) };
}
/** The person signs in at the provider, or cancels. @returns the address at which the browser comes back to us */
async function atProvider(pages: string, email: string, action = 'sign-in'): Promise<string> {
  const form = await next(await go(pages));
  expect(await (await go(form)).text()).toContain('<form method="post">');
  const { client_id, redirect_uri, state } = paramsOf(form);
  const body = new URLSearchParams({
    client_id: client_id ?? '',
    redirect_uri: redirect_uri ?? '',
    state: state ?? '',
    email,
    action,
  });
  return next(await go(form, { method: 'POST', body }));
}
/** The pages take what the provider says, and send the browser to us. */
const throughPages = async (from: string) => next(await go(from));
const back = (callback: string, cookie: string) => go(callback, { headers: { cookie } });

async function enter(provider: IdentityProvider, email: string) {
  const { verifier, cookie, pages } = await begin(provider);
  const end = await next(await back(await throughPages(await atProvider(pages, email)), cookie));
  return call(ExchangeHostedCode, { body: { code: paramsOf(end).code ?? '', verifier } });
}

const cognito = () => new CognitoIdentityProviderClient(aws());
/** The accounts at providers of a user of Cognito's; null for no such user. */
async function linkedTo(Username: string): Promise<string[] | null> {
  const found = await cognito()
    .send(new AdminGetUserCommand({ UserPoolId: stack().userPoolId, Username }))
    .catch((error: Error) => {
      if (error.name !== 'UserNotFoundException') throw error;
      return null;
    });
  if (!found) return null;
  const text = found.UserAttributes?.find(({ Name }) => Name === 'identities')?.Value ?? '[]';
  return (JSON.parse(text) as { providerName: string; userId: string }[]).map((one) => `${one.providerName}_${one.userId}`);
}
const isOneUser = async (userId: string, own: string) =>
  until('Cognito to have one user of the person', async () => {
    const linked = await linkedTo(userId);
    return (linked?.includes(own) && (await linkedTo(own)) === null) || undefined;
  });

describe('in a browser', () => {
  it.each(['google', 'apple'] as const)(
    'somebody registers by %s, and is signed in the next time, as one user of Cognito',
    async (provider) => {
      const email = provider === 'google' ? address() : `x${randomUUID().slice(0, 8)}@privaterelay.appleid.com`;
      const own = `${provider === 'google' ? 'Google' : 'SignInWithApple'}_${accountOf(email).sub}`;
      const answer = await enter(provider, email);
      if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
      expect(await linkedTo(own)).toEqual([own]);
      const form = { handle: newHandle('Ann'), displayName: 'Ann', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };
      const { user } = await call(Register, { body: { ...form, registrationToken: answer.registrationToken } });
      await isOneUser(user.id, own);
      expect(NewSession.parse(await enter(provider, email)).user.id).toBe(user.id);
      expect(await linkedTo(own)).toBeNull();
    },
  );

  it('somebody whose gmail address has an account is linked, and unlinked again at Cognito', async () => {
    const email = address();
    const ben = await signUp('Ben', { address: email });
    const session = NewSession.parse(await enter('google', email));
    expect(session.user.id).toBe(ben.userId);
    const own = `Google_${accountOf(email).sub}`;
    await isOneUser(ben.userId, own);
    await call(UnlinkIdentity, { as: session, params: { provider: 'google' } });
    await until('Cognito to end the link', async () => (await linkedTo(ben.userId))?.length === 0 || undefined);
  });

  it('the pages get a challenge, and nobody exchanges their code without its verifier', async () => {
    const { pages, cookie, header } = await begin('google');
    expect(header).toMatch(/^sign-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    const asked = paramsOf(pages);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', identity_provider: 'Google', scope: 'openid email' });
    expect(asked.code_challenge).toMatch(/^[\w-]{43}$/);
    const callback = await throughPages(await atProvider(pages, address()));
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: paramsOf(callback).code ?? '',
      client_id: asked.client_id ?? '',
      redirect_uri: asked.redirect_uri ?? '',
      code_verifier: asked.code_challenge ?? '',
    });
    expect((await go(`${new URL(pages).origin}/cognito/oauth2/token`, { method: 'POST', body })).status).toBe(400);
    // The code is used up by that: the app learns that it failed, and no more.
    expect(await next(await back(callback, cookie))).toBe(`${APP_LINK}?error=failed`);
  });

  it('who cancels is back in the app, which learns so', async () => {
    for (const provider of ['google', 'apple'] as const) {
      const { pages, cookie } = await begin(provider);
      const callback = await throughPages(await atProvider(pages, address(), 'cancel'));
      expect(paramsOf(callback)).toMatchObject({ error: 'access_denied' });
      expect(await next(await back(callback, cookie))).toBe(`${APP_LINK}?error=cancelled`);
    }
  });

  it('a state is good once, in the browser that began; a code once, with the verifier of the app', async () => {
    const [mine, other] = [await begin('google'), await begin('google')];
    const callback = await throughPages(await atProvider(mine.pages, address()));
    expect((await back(callback, other.cookie)).status).toBe(400);
    expect((await back(callback.replace(/state=[^&]*/, 'state=made-up'), mine.cookie)).status).toBe(400);
    expect((await back(callback, '')).status).toBe(400);
    const { code = '' } = paramsOf(await next(await back(callback, mine.cookie)));
    expect((await back(callback, mine.cookie)).status).toBe(400);
    const exchange = (verifier: string) => call(ExchangeHostedCode, { body: { code, verifier } });
    await expect(exchange(other.verifier)).rejects.toMatchObject({ status: 401 });
    expect((await exchange(mine.verifier)).status).toBe('registration_required');
    await expect(exchange(mine.verifier)).rejects.toMatchObject({ status: 401 });
  });
});
