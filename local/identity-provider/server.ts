import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { command, readArguments } from '../cli/command.ts';
import { type Fields, fieldsOf, json, page, type ServerAnswer } from './answer.ts';
import { browserOf } from './browser.ts';
import { type Issuer, newIssuer, type ProviderAccount } from './issuer.ts';
import { pagesBefore } from './pages.ts';

/** A code that Apple's side of the server has given out. */
interface GivenCode {
  readonly audience: string;
  readonly account: ProviderAccount;
}

/** A server that stands for Google and Apple. */
interface IdentityProviderServer {
  readonly url: string;
  readonly google: Issuer;
  readonly apple: Issuer;
  /** Apple's refresh tokens that were revoked. */
  readonly revoked: string[];
  /** Lets the process end while it listens. */
  unref(): void;
  close(): Promise<void>;
}

/**
 * Starts an identity provider on loopback that stands for Google (`/google`) and Apple (`/apple`). `POST /<provider>/sign-in` is the part that a
 * phone does with the provider's own library: it takes the account and the nonce, and gives an ID token, and a code of Apple. `POST /apple/notice`
 * signs a notification, and `GET /apple/revoked` lists the tokens that were revoked. `/<provider>/authorize` is a form for a browser, `/cognito`
 * stands before the pages of the emulator's Cognito, and `/signed-in` shows the code of a sign-in in a browser.
 * @param port 0 takes any free port
 * @param emulator the address of the emulator; without one there is no `/cognito`
 */
export async function startIdentityProvider({
  port = 0,
  emulator,
}: {
  readonly port?: number;
  readonly emulator?: string;
} = {}): Promise<IdentityProviderServer> {
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: Error) => json(500, { error: error.message }))
      .then(({ status, headers, body }) => {
        response.writeHead(status, headers).end(body);
      });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuers = { google: await newIssuer(`${url}/google`), apple: await newIssuer(`${url}/apple`) };
  const browsers = { google: browserOf('google', issuers.google), apple: browserOf('apple', issuers.apple) };
  const pages = emulator === undefined ? null : pagesBefore(emulator, `${url}/cognito`);
  const codes = new Map<string, GivenCode>();
  const revoked: string[] = [];

  async function answer(request: IncomingMessage): Promise<ServerAnswer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const [, name = '', action = ''] = pathname.split('/');
    if (name === 'signed-in')
      return page`<title>Signed in</title><h1>You are back in the app</h1><p>Its code: <code>${searchParams.get('code') ?? 'none'}</code></p><p>${searchParams.get('error') ?? ''}</p>`;
    if (name === 'cognito' && pages) return pageOf(pages, request, pathname, searchParams);
    if (name !== 'google' && name !== 'apple') return json(404, { error: 'there are google and apple' });
    const issuer = issuers[name];
    if (request.method === 'GET' && action === 'keys') return json(200, issuer.keys());
    if (request.method === 'GET' && action === 'revoked') return json(200, revoked);
    if (request.method === 'GET' && action === 'authorize') return browsers[name].form(searchParams);
    const fields = await fieldsOf(request);
    if (action === 'authorize') return browsers[name].submitted(fields);
    if (action === 'exchange') return browsers[name].exchanged(fields);
    if (action === 'sign-in') return json(200, await signIn(issuer, fields));
    if (name !== 'apple') return json(404, { error: 'there is no such call' });
    if (action === 'notice') return json(200, { payload: await notice(fields) });
    return isSigned(fields) ? appleAnswer(action, fields) : json(400, { error: 'invalid_client' });
  }

  async function signIn(issuer: Issuer, { account, audience, nonce, at }: Fields) {
    const asked = { audience: String(audience), nonce: nonce as string };
    const idToken = await issuer.idToken(account as ProviderAccount, asked, instantOf(at));
    const authorizationCode = randomUUID();
    codes.set(authorizationCode, { audience: String(audience), account: account as ProviderAccount });
    return { idToken, authorizationCode };
  }

  const notice = ({ audience, event, at }: Fields) =>
    issuers.apple.sign({
      iss: issuers.apple.url,
      aud: String(audience),
      iat: Math.floor(instantOf(at).getTime() / 1000),
      jti: randomUUID(),
      events: JSON.stringify(event),
    });

  async function appleAnswer(action: string, fields: Fields): Promise<ServerAnswer> {
    const { code, token, client_id: audience } = fields;
    if (action === 'revoke') {
      revoked.push(String(token));
      return json(200, {});
    }
    const given = codes.get(String(code));
    codes.delete(String(code));
    if (action !== 'token' || !given || given.audience !== audience) return json(400, { error: 'invalid_grant' });
    const idToken = await issuers.apple.idToken(given.account, { audience: given.audience });
    return json(200, { refresh_token: `r.${randomUUID()}`, id_token: idToken });
  }

  return {
    url,
    ...issuers,
    revoked,
    unref: () => {
      server.unref();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Tests happen at one instant; anybody else at the present one. */
const instantOf = (at: unknown): Date => (typeof at === 'string' ? new Date(at) : new Date());

/** Apple wants a secret that names the client and the team. The signature is not checked here: a test of core/identity does. */
function isSigned({ client_id, client_secret }: Fields): boolean {
  try {
    return decodeJwt(String(client_secret)).sub === client_id;
  } catch {
    return false;
  }
}

/** A call of the pages of the emulator's Cognito. */
async function pageOf(
  pages: ReturnType<typeof pagesBefore>,
  request: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
): Promise<ServerAnswer> {
  if (pathname.endsWith('/oauth2/authorize')) return pages.authorize(query);
  if (pathname.endsWith('/oauth2/idpresponse')) return pages.cameBack(query);
  if (pathname.endsWith('/oauth2/token')) return pages.token(await fieldsOf(request), request.headers.authorization);
  return json(404, { error: 'there is no such page' });
}

if (import.meta.main) {
  await command(async () => {
    const { values } = readArguments('node local/identity-provider/server.ts --port 4568 --emulator http://127.0.0.1:4566', {
      options: {
        port: { type: 'string', default: '4568' },
        emulator: { type: 'string', default: 'http://127.0.0.1:4566' },
      },
    });
    const { url } = await startIdentityProvider({ port: Number(values.port), emulator: values.emulator });
    process.stdout.write(`An identity provider is at ${url}.\n`);
  });
}
