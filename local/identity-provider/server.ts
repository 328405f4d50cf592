import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { command, readArguments } from '../cli/command.ts';
import { type Issuer, newIssuer, type ProviderAccount } from './issuer.ts';

/** A code that Apple's side of the server has given out. */
interface GivenCode {
  readonly audience: string;
  readonly account: ProviderAccount;
}

/** An answer: a status and what is sent as JSON. */
type Answer = readonly [status: number, body: unknown];
type Fields = Readonly<Record<string, unknown>>;

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
 * signs a notification, and `GET /apple/revoked` lists the tokens that were revoked. @param port 0 takes any free port
 */
export async function startIdentityProvider({ port = 0 }: { readonly port?: number } = {}): Promise<IdentityProviderServer> {
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: Error): Answer => [500, { error: error.message }])
      .then(([status, body]) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuers = { google: await newIssuer(`${url}/google`), apple: await newIssuer(`${url}/apple`) };
  const codes = new Map<string, GivenCode>();
  const revoked: string[] = [];

  async function answer(request: IncomingMessage): Promise<Answer> {
    const [, name = '', action = ''] = new URL(request.url ?? '/', url).pathname.split('/');
    if (name !== 'google' && name !== 'apple') return [404, { error: 'there are google and apple' }];
    const issuer = issuers[name];
    if (request.method === 'GET' && action === 'keys') return [200, issuer.keys()];
    if (request.method === 'GET' && action === 'revoked') return [200, revoked];
    const fields = await fieldsOf(request);
    if (action === 'sign-in') return [200, await signIn(issuer, fields)];
    if (name !== 'apple') return [404, { error: 'there is no such call' }];
    if (action === 'notice') return [200, { payload: await notice(fields) }];
    return isSigned(fields) ? appleAnswer(action, fields) : [400, { error: 'invalid_client' }];
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

  async function appleAnswer(action: string, fields: Fields): Promise<Answer> {
    const { code, token, client_id: audience } = fields;
    if (action === 'revoke') {
      revoked.push(String(token));
      return [200, {}];
    }
    const given = codes.get(String(code));
    codes.delete(String(code));
    if (action !== 'token' || !given || given.audience !== audience) return [400, { error: 'invalid_grant' }];
    const idToken = await issuers.apple.idToken(given.account, { audience: given.audience });
    return [200, { refresh_token: `r.${randomUUID()}`, id_token: idToken }];
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

async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return {};
  return text.startsWith('{') ? (JSON.parse(text) as Fields) : Object.fromEntries(new URLSearchParams(text));
}

if (import.meta.main) {
  await command(async () => {
    const { values } = readArguments('node local/identity-provider/server.ts --port 4568', {
      options: { port: { type: 'string', default: '4568' } },
    });
    const { url } = await startIdentityProvider({ port: Number(values.port) });
    process.stdout.write(`An identity provider is at ${url}.\n`);
  });
}
