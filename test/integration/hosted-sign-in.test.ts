import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#actor';
import {
  accountUpkeep,
  decideBan,
  exchangeHostedCode,
  finishHostedSignIn,
  noteFederatedUser,
  register,
  startHostedSignIn,
  sweepFederatedUsers,
  unlinkIdentity,
} from '#core/identity';
import { deleteMe } from '#core/privacy';
import type { NewSession } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import type { IdentityProvider } from '#schemas/identities';
import { ExchangeHostedCode, FinishHostedSignIn, StartHostedSignIn } from '#schemas/oauth';
import { COGNITO_NAMES } from '../../core/identity/hosted-settings.ts';
import { challengeOf } from '../../core/identity/secret-rules.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { handler as preSignUp } from '../../lambdas/triggers/cognito/pre-sign-up.ts';
import { handler as preToken } from '../../lambdas/triggers/cognito/pre-token-generation.ts';
import type { ProviderAccount } from '../../local/identity-provider/issuer.ts';
import { actorOf, form, identityGround, join, kept, later, lost, many, now, refused, tag } from '../support/bettors.ts';
import { taken } from '../support/codes.ts';
import { deaths } from '../support/deaths.ts';
import { intercept, stoppedAfter } from '../support/dynamo-calls.ts';
import { APP_LINK, type HostedPages, startHostedPages } from '../support/hosted-pages.ts';
import { ask } from '../support/http-event.ts';
import { newAccount } from '../support/identity-providers.ts';
import { anyone } from '../support/make/users.ts';
import { identitiesOf, mint } from '../support/mint.ts';
import { followSocial } from '../support/social.ts';

/** Sign-in by Apple or Google in a browser: from the first address to the session of the app, and what Cognito keeps of it. */

let pages: HostedPages;
beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
  pages = await startHostedPages();
});
afterAll(() => pages.close());

const gmail = () => `ann.${tag()}@gmail.com`;
const cookieOf = (header: string) => header.slice(0, header.indexOf(';'));
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams) as Readonly<Record<string, string>>;

/** An app begins: its browser is at the pages, with a cookie. */
async function begin(provider: IdentityProvider, at = now) {
  const verifier = randomBytes(32).toString('base64url');
  const { url, cookie } = await startHostedSignIn(anyone, provider, { challenge: challengeOf(verifier), redirect: APP_LINK }, at);
  return { verifier, url, cookie: cookieOf(cookie) };
}
/** The pages sign somebody in, as Cognito does: as the user who is linked, or else as a user of its own, if our trigger lets it. */
async function atPages(provider: IdentityProvider, url: string, { sub, email, emailVerified }: ProviderAccount, at = now) {
  const username = mint.links.get(`${COGNITO_NAMES[provider]} ${sub}`) ?? `${COGNITO_NAMES[provider]}_${sub}`;
  if (!mint.users.has(username)) await noteFederatedUser('PreSignUp_ExternalProvider', username, at);
  mint.users.add(username);
  const address = { ...(email !== undefined && { email, email_verified: emailVerified === true }) };
  return pages.signedIn(url, { username, identities: identitiesOf(username), ...address }, at);
}
/** The whole way to the link into the app. */
async function comeBack(provider: IdentityProvider, account: ProviderAccount, at = now) {
  const { verifier, url, cookie } = await begin(provider, at);
  const returned = await atPages(provider, url, account, at);
  const end = await finishHostedSignIn(anyone, provider, returned, [cookie], at);
  return { verifier, ...queryOf(end.url) } as { verifier: string; code: string; error?: string };
}
const enter = async (provider: IdentityProvider, account: ProviderAccount) =>
  exchangeHostedCode(anyone, await comeBack(provider, account), now);
const tokenOf = async (provider: IdentityProvider, account: ProviderAccount) => {
  const answer = await enter(provider, account);
  if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
  return answer.registrationToken;
};
const signedIn = (answer: { status: string }): NewSession => {
  expect(answer.status).toBe('signed_in');
  return answer as NewSession;
};
const ownName = (provider: IdentityProvider, { sub }: ProviderAccount) => `${COGNITO_NAMES[provider]}_${sub}`;
const linkOf = (provider: IdentityProvider, { sub }: ProviderAccount) => mint.links.get(`${COGNITO_NAMES[provider]} ${sub}`);
const joinBy = async (provider: IdentityProvider, account: ProviderAccount) => {
  const session = await register(anyone, form(await tokenOf(provider, account)), now);
  await followed();
  return session;
};

/** Does all that follows, and takes the mails that tell of links. */
const followed = async () => {
  await followSocial(now);
  await taken('CODES_QUEUE_URL');
};

describe('a sign-in in a browser', () => {
  it.each(['google', 'apple'] as const)(
    'of %s registers a person, whom the next one signs in as one user of Cognito',
    async (p) => {
      const account = newAccount(p === 'google' ? gmail() : `x${tag()}@privaterelay.appleid.com`);
      const session = await joinBy(p, account);
      expect([mint.users.has(ownName(p, account)), linkOf(p, account)]).toEqual([false, session.user.id]);
      expect(signedIn(await enter(p, account)).user.id).toBe(session.user.id);
      expect(mint.users.has(ownName(p, account))).toBe(false);
      expect((await accountUpkeep.audit([session.user.id], now)).flatMap(({ differences }) => differences)).toEqual([]);
    },
  );

  it('asks the pages for a code with a challenge, a nonce and a state of ours, and gives them no token', async () => {
    const { url, cookie } = await begin('apple');
    const { origin, pathname, searchParams } = new URL(url);
    expect([origin + pathname, Object.fromEntries(searchParams)]).toEqual([
      `${pages.url}/oauth2/authorize`,
      {
        response_type: 'code',
        client_id: 'pages',
        redirect_uri: 'https://api.example/api/v1/auth/oauth/apple/callback',
        scope: 'openid email',
        identity_provider: 'SignInWithApple',
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
      },
    ]);
    expect(cookie).toMatch(/^__Host-sign-in=[\w-]{43}$/);
    const answer = await comeBack('google', newAccount(gmail()));
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'verifier']);
    expect(pages.refreshTokens.length).toBeGreaterThan(0);
    for (const token of pages.refreshTokens) expect(mint.revoked).toContain(token);
  });

  it('links somebody whose address the provider owns, and both are unlinked by the person', async () => {
    const address = gmail();
    const ann = await join(address);
    const account = newAccount(address);
    expect(signedIn(await enter('google', account)).user.id).toBe(ann.user.id);
    await followed();
    expect([linkOf('google', account), mint.users.has(ownName('google', account))]).toEqual([ann.user.id, false]);
    await unlinkIdentity(actorOf(ann), 'google', now);
    await followed();
    expect(linkOf('google', account)).toBeUndefined();
  });

  it('ends in the app too when it is cancelled, or fails at Cognito', async () => {
    const endOf = async (returned: (url: string) => Promise<object> | object) => {
      const { url, cookie } = await begin('google');
      const state = new URL(url).searchParams.get('state') ?? '';
      const end = await finishHostedSignIn(anyone, 'google', { state, ...(await returned(url)) }, [cookie], now);
      expect(end.cookie).toMatch(/^__Host-sign-in=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax; Secure$/);
      return end.url;
    };
    expect(await endOf(() => ({ error: 'access_denied' }))).toBe(`${APP_LINK}?error=cancelled`);
    expect(await endOf(() => ({ error: 'server_error' }))).toBe(`${APP_LINK}?error=failed`);
    expect(await endOf(() => ({}))).toBe(`${APP_LINK}?error=failed`);
    expect(await endOf(() => ({ code: 'made-up' }))).toBe(`${APP_LINK}?error=failed`);
    const account = newAccount(gmail());
    for (const [status, body] of [
      [500, {}],
      [200, { id_token: 'a.b.c', refresh_token: 'r' }],
      [200, {}],
    ] as const) {
      pages.answerNext(status, body);
      expect(await endOf((url) => atPages('google', url, account))).toBe(`${APP_LINK}?error=failed`);
    }
    const other = await begin('google');
    // A code that was given for another sign-in has another challenge.
    expect(await endOf(() => atPages('google', other.url, account).then(({ code }) => ({ code })))).toBe(
      `${APP_LINK}?error=failed`,
    );
  });

  it('is taken once, of ten at once, by the browser that began it, for its provider, for ten minutes', async () => {
    const account = newAccount(gmail());
    const { url, cookie } = await begin('google');
    const returned = await atPages('google', url, account);
    const finish = (more: object, cookies = [cookie], at = now, provider = 'google') =>
      finishHostedSignIn(anyone, provider, { ...returned, ...more }, cookies, at);
    const bad = refused('INVALID_INPUT', { field: 'state' });
    await expect(finish({ state: 'made-up' })).rejects.toEqual(bad);
    await expect(finish({}, [])).rejects.toEqual(bad);
    await expect(finish({}, [(await begin('google')).cookie])).rejects.toEqual(bad);
    await expect(finish({}, [cookie], now, 'apple')).rejects.toEqual(bad);
    await expect(finish({}, [cookie], later(600_000))).rejects.toEqual(bad);
    await expect(finish({ error: 'access_denied' }, [])).rejects.toEqual(bad);
    const tries = await many(10, () => finish({}, ['other=1', cookie]));
    expect(kept(tries).map(({ url: end }) => new URL(end).searchParams.has('code'))).toEqual([true]);
    expect(lost(tries)).toEqual(Array.from({ length: 9 }, () => 'INVALID_INPUT'));
  });

  it('gives a code that is exchanged once, of ten at once, by its own verifier, for five minutes', async () => {
    const { code, verifier } = await comeBack('google', newAccount(gmail()));
    const exchange = (more: object = {}, at = now) => exchangeHostedCode(anyone, { code, verifier, ...more }, at);
    const bad = refused('UNAUTHENTICATED', { field: 'code' });
    await expect(exchange({ verifier: `${verifier}x` })).rejects.toEqual(bad);
    await expect(exchange({ code: `${code}x` })).rejects.toEqual(bad);
    await expect(exchange({}, later(300_000))).rejects.toEqual(bad);
    const tries = await many(10, () => exchange());
    expect(kept(tries).map(({ status }) => status)).toEqual(['registration_required']);
    expect(lost(tries)).toEqual(Array.from({ length: 9 }, () => 'UNAUTHENTICATED'));
  });

  it('lets nobody in who is banned, or is being erased', async () => {
    const [banned, leaving] = [newAccount(gmail()), newAccount(gmail())];
    const mal = await joinBy('google', banned);
    await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: mal.user.handle, reason: 'fraud' }, now);
    await expect(enter('google', banned)).rejects.toEqual(refused('BANNED', { appealToken: expect.any(String) }));
    const ann = await joinBy('google', leaving);
    await deleteMe(actorOf(ann), 'after-grace', now);
    await expect(enter('google', leaving)).rejects.toEqual(refused('ACCOUNT_DELETING'));
  });

  it.each(['registers', 'links'] as const)('%s wholly or not at all, after whichever call a function stops', async (how) => {
    const ended: { readonly account: ProviderAccount; readonly userId: UserId }[] = [];
    let survived = 0;
    for (const calls of deaths(3)) {
      const address = gmail();
      const ann = how === 'links' ? await join(address) : null;
      const account = newAccount(address);
      const whole = async () => {
        const answer = await enter('google', account);
        return answer.status === 'registration_required'
          ? register(anyone, form(answer.registrationToken), now)
          : signedIn(answer);
      };
      const died = await stoppedAfter(calls + 1, whole);
      const { user } = await whole();
      if (ann) expect(user.id).toBe(ann.user.id);
      ended.push({ account, userId: user.id });
      if (died) continue;
      survived = calls;
      break;
    }
    expect(survived).toBeGreaterThan(8);
    await followed();
    for (const { account, userId } of ended)
      expect([linkOf('google', account), mint.users.has(ownName('google', account))]).toEqual([userId, false]);
    const audited = await accountUpkeep.audit(
      ended.map(({ userId }) => userId),
      now,
    );
    expect(audited.flatMap(({ differences }) => differences)).toEqual([]);
  });
});

describe("Cognito's own user", () => {
  it('goes after a day, if nobody registers, and stays until then', async () => {
    const account = newAccount(gmail());
    await enter('google', account);
    await followed();
    await sweepFederatedUsers(system('sweep-federated-users'), later(86_399_000));
    await followed();
    expect(mint.users.has(ownName('google', account))).toBe(true);
    expect((await sweepFederatedUsers(system('sweep-federated-users'), later(86_401_000))).users).toBeGreaterThan(0);
    await followed();
    expect(mint.users.has(ownName('google', account))).toBe(false);
    expect(await sweepFederatedUsers(system('sweep-federated-users'), later(86_401_000))).toEqual({ users: 0 });
    const session = await joinBy('google', account);
    expect(linkOf('google', account)).toBe(session.user.id);
  });

  it('goes a day later where Cognito makes it again while it goes', async () => {
    const account = newAccount(gmail());
    await enter('google', account);
    let isMadeAgain = false;
    const stop = intercept(async ({ name, input }, send) => {
      if (!isMadeAgain && name.startsWith('Delete') && JSON.stringify(input).includes('federateduser')) {
        isMadeAgain = true;
        await noteFederatedUser('PreSignUp_ExternalProvider', ownName('google', account), later(86_402_000));
        mint.users.add(ownName('google', account));
      }
      return send();
    });
    await sweepFederatedUsers(system('sweep-federated-users'), later(86_401_000));
    await followed();
    stop();
    expect([isMadeAgain, mint.users.has(ownName('google', account))]).toEqual([true, true]);
    await sweepFederatedUsers(system('sweep-federated-users'), later(2 * 86_402_000));
    await followed();
    expect(mint.users.has(ownName('google', account))).toBe(false);
  });

  it('goes also after its provider was taken out of the configuration', async () => {
    const account = newAccount(gmail());
    await enter('google', account);
    const all = process.env.HOSTED_SIGN_IN;
    process.env.HOSTED_SIGN_IN = JSON.stringify({ ...JSON.parse(all ?? ''), providers: ['apple'] });
    await sweepFederatedUsers(system('sweep-federated-users'), later(86_401_000));
    await followed();
    process.env.HOSTED_SIGN_IN = all;
    expect(mint.users.has(ownName('google', account))).toBe(false);
    expect(await sweepFederatedUsers(system('sweep-federated-users'), later(86_401_000))).toEqual({ users: 0 });
  });

  it('and a link that is of before are put right by the next sign-in, which fails once', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    const stranger = await join();
    mint.links.set(`Google ${account.sub}`, stranger.user.id);
    expect(await comeBack('google', account)).toMatchObject({ error: 'failed' });
    await followed();
    expect(linkOf('google', account)).toBe(session.user.id);
    expect(signedIn(await enter('google', account)).user.id).toBe(session.user.id);
  });

  it('is gone with the link when the person is erased', async () => {
    const account = newAccount(gmail());
    const session = await joinBy('google', account);
    mint.users.delete(session.user.id);
    for (let i = 0; i < 2; i++) await accountUpkeep.erase?.(session.user.id, now);
    await followed();
    expect(linkOf('google', account)).toBeUndefined();
  });

  it('is made for nobody who signs up at Cognito, and with tokens that open nothing', async () => {
    const event = (triggerSource: string, userName: string) => ({ triggerSource, userName, request: {}, response: {} }) as never;
    const made = (source: string, name: string) => preSignUp(event(source, name), { awsRequestId: 'x' } as never);
    await expect(made('PreSignUp_SignUp', 'mal')).rejects.toThrow();
    await expect(made('PreSignUp_ExternalProvider', 'Facebook_1')).rejects.toThrow();
    expect(await made('PreSignUp_AdminCreateUser', 'u')).toMatchObject({ response: { autoConfirmUser: false } });
    const token = { userName: 'Google_1', request: { scopes: ['openid', 'email'] }, response: {} };
    for (const triggerSource of ['TokenGeneration_HostedAuth', 'TokenGeneration_RefreshTokens'])
      expect(await preToken({ ...token, triggerSource } as never, { awsRequestId: 'x' } as never)).toMatchObject({
        response: {
          claimsAndScopeOverrideDetails: {
            accessTokenGeneration: { scopesToSuppress: ['openid', 'email', 'aws.cognito.signin.user.admin'] },
          },
        },
      });
    const own = { ...token, triggerSource: 'TokenGeneration_Authentication', request: {} };
    await expect(preToken(own as never, { awsRequestId: 'x' } as never)).rejects.toThrow('no such account');
  });
});

describe('at the door', () => {
  const query = { challenge: challengeOf('x'.repeat(43)), redirect: APP_LINK };
  it('a sign-in begins with a redirect and a cookie, and ends with a session', async () => {
    const verifier = 'x'.repeat(43);
    const start = await ask(authDoor, StartHostedSignIn, { params: { provider: 'google' }, query });
    expect(start).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } });
    expect(start.cookies).toEqual([
      expect.stringMatching(/^__Host-sign-in=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/),
    ]);
    const returned = await atPages('google', String(start.headers.location), newAccount(gmail()), new Date());
    const cookies = [cookieOf(start.cookies[0] ?? '')];
    const finish = { params: { provider: 'google' }, query: { ...returned }, cookies };
    const end = await ask(authDoor, FinishHostedSignIn, finish);
    expect(end).toMatchObject({
      status: 302,
      headers: { location: expect.stringMatching(/^youbet:\/\/signed-in\?code=[\w-]{43}$/) },
    });
    expect((await ask(authDoor, FinishHostedSignIn, finish)).status).toBe(400);
    const { code } = queryOf(String(end.headers.location));
    const body = { code, verifier };
    expect((await ask(authDoor, ExchangeHostedCode, { body })).data).toMatchObject({ status: 'registration_required' });
    expect((await ask(authDoor, ExchangeHostedCode, { body })).status).toBe(401);
  });

  it.each([
    [404, { params: { provider: 'facebook' } }],
    [404, { params: { provider: 'Google' } }],
    [400, { query: { ...query, redirect: 'https://evil.example/' } }],
    [400, { query: { ...query, redirect: `${APP_LINK}x` } }],
    [400, { query: { ...query, challenge: 'plain' } }],
    [400, { query: { redirect: APP_LINK } }],
    [400, { query: { ...query, scope: 'admin' } }],
  ])('%i for %j', async (status, more) => {
    const reply = await ask(authDoor, StartHostedSignIn, { params: { provider: 'google' }, query, ...more });
    expect([reply.status, reply.cookies]).toEqual([status, []]);
  });

  it('a provider that is not set up is 409, from the beginning to the end', async () => {
    const all = process.env.HOSTED_SIGN_IN;
    process.env.HOSTED_SIGN_IN = JSON.stringify({ ...JSON.parse(all ?? ''), providers: ['apple'] });
    const asked = { params: { provider: 'google' } };
    expect((await ask(authDoor, StartHostedSignIn, { ...asked, query })).status).toBe(409);
    expect((await ask(authDoor, FinishHostedSignIn, { ...asked, query: { state: 'x' } })).status).toBe(409);
    process.env.HOSTED_SIGN_IN = all;
  });
});
