import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import type { HostedSettings } from '../../core/identity/hosted-settings.ts';
import { challengeOf } from '../../core/identity/secret-rules.ts';
import { fieldsOf } from '../../local/identity-provider/answer.ts';
import { type Issuer, newIssuer } from '../../local/identity-provider/issuer.ts';

const CLIENT = { id: 'pages', secret: 'secret of the client' };
export const APP_LINK = 'youbet://signed-in';

/** A user of Cognito's, as its ID tokens name them. */
interface PoolUser {
  readonly username: string;
  readonly identities: readonly { readonly providerName: string; readonly userId: string }[];
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** A code that the pages have given, and what was asked for with it. */
interface Given {
  readonly asked: URLSearchParams;
  readonly user: PoolUser;
  readonly at: Date;
}

/** Cognito's pages of tests that run use cases in this process: they check what Cognito checks, and sign as Cognito does. */
export interface HostedPages {
  readonly url: string;
  readonly issuer: Issuer;
  /** Refresh tokens that the pages have given out. */
  readonly refreshTokens: readonly string[];
  /** The claims of a good ID token. */
  claimsOf(user: PoolUser, nonce: string, at: Date): JWTPayload;
  /** The pages have signed a user in who came by this address. @returns the query of the address at which the browser comes back */
  signedIn(authorize: string, user: PoolUser, at: Date): { readonly state: string; readonly code: string };
  /** Answers the next exchange of a code with these, in the place of good ones. */
  answerNext(status: number, body: object): void;
  unref(): void;
  close(): Promise<void>;
}

/** Starts the pages, and gives their settings to the use cases of this process. */
export async function startHostedPages(): Promise<HostedPages> {
  const codes = new Map<string, Given>();
  const refreshTokens: string[] = [];
  let next: { readonly status: number; readonly body: object } | undefined;
  const server = createServer((request, response) => {
    answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = await newIssuer(`${url}/pool`);
  const settings: HostedSettings = {
    ...{ providers: ['google', 'apple'], url, clientId: CLIENT.id, links: [APP_LINK], isSecure: true },
  };
  Object.assign(process.env, {
    TOKEN_ISSUER: issuer.url,
    JWKS_URL: `${url}/keys`,
    API_URL: 'https://api.example',
    HOSTED_SIGN_IN: JSON.stringify(settings),
  });

  const claimsOf = ({ username, identities, ...email }: PoolUser, nonce: string, at: Date): JWTPayload => {
    const iat = Math.floor(at.getTime() / 1000);
    return {
      ...{ iss: issuer.url, aud: CLIENT.id, sub: randomUUID(), iat, exp: iat + 300, auth_time: iat, token_use: 'id' },
      ...{ 'cognito:username': username, identities, nonce, ...email },
    };
  };

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (request.method === 'GET') return { status: 200, body: issuer.keys() };
    const fields = await fieldsOf(request);
    const instead = next;
    next = undefined;
    if (instead) return { ...instead };
    const given = codes.get(String(fields.code));
    codes.delete(String(fields.code));
    const isClient = request.headers.authorization === `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
    if (!isClient) return { status: 401, body: { error: 'invalid_client' } };
    const isRight =
      given?.asked.get('code_challenge') === challengeOf(String(fields.code_verifier)) &&
      given.asked.get('redirect_uri') === fields.redirect_uri &&
      fields.grant_type === 'authorization_code';
    if (!given || !isRight) return { status: 400, body: { error: 'invalid_grant' } };
    const refreshToken = randomUUID();
    refreshTokens.push(refreshToken);
    const idToken = await issuer.sign(claimsOf(given.user, given.asked.get('nonce') ?? '', given.at));
    return { status: 200, body: { id_token: idToken, access_token: 'a.b.c', refresh_token: refreshToken } };
  }

  return {
    url,
    issuer,
    refreshTokens,
    claimsOf,
    signedIn(authorize, user, at) {
      const asked = new URL(authorize).searchParams;
      const code = randomUUID();
      codes.set(code, { asked, user, at });
      return { state: asked.get('state') ?? '', code };
    },
    answerNext(status, body) {
      next = { status, body };
    },
    unref: () => void server.unref(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
