import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { countCaller } from '#core/limits';
import type { Contract } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { ask } from '../../test/support/http-event.ts';

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
const state = { allowed: true, limit: 60, remaining: 59, resetSeconds: 42 };
vi.mocked(countCaller).mockResolvedValue({ state, against: {} });

const ISSUER = 'https://issuer.example/pool';
Object.assign(process.env, {
  TOKEN_ISSUER: ISSUER,
  JWKS_URL: 'https://keys.example/jwks.json',
  USER_POOL_CLIENT_ID: 'server',
  LIMITS: JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 60, premiumPerMinute: 300 }),
  REGIONS: '{"*":"US-NJ"}',
  EDGE: 'none',
});

const kid = 'k1';
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [ours, theirs] = [pair(), pair()];
const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
vi.stubGlobal('fetch', async () => Response.json({ keys: [jwk] }));

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const CLAIMS = { iss: ISSUER, token_use: 'access', client_id: 'server', scope: 'youbet/user', userId: 'u1', exp: now + 900 };
function tokenOf(claims: object = {}, { header = {}, key = ours.privateKey }: { header?: object; key?: KeyObject } = {}): string {
  const text = `${part({ alg: 'RS256', kid, ...header })}.${part({ ...CLAIMS, ...claims })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
const bySecret = (secret: string) => {
  const text = `${part({ alg: 'HS256', kid })}.${part(CLAIMS)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const [head = '', , seal = ''] = tokenOf().split('.');

/** Each differs from a good token in one thing. */
const BAD: Readonly<Record<string, string>> = {
  'no token at all': 'x',
  'no text': '',
  'no signature, by alg none': `${part({ alg: 'none', kid })}.${part(CLAIMS)}.`,
  'a signature by the public key as a secret': bySecret(ours.publicKey.export({ type: 'spki', format: 'pem' }) as string),
  'the key of somebody else': tokenOf({}, { key: theirs.privateKey }),
  'a key that the header brings along': tokenOf(
    {},
    { header: { jwk: theirs.publicKey.export({ format: 'jwk' }) }, key: theirs.privateKey },
  ),
  'claims that were changed after it was signed': `${head}.${part({ ...CLAIMS, role: 'admin' })}.${seal}`,
  'half a signature': `${head}.${part(CLAIMS)}.${seal.slice(0, 40)}`,
  'a past end': tokenOf({ exp: now - 1 }),
  'a beginning that is to come': tokenOf({ nbf: now + 600 }),
  'another issuer': tokenOf({ iss: 'https://issuer.example/other' }),
  'the use of an ID token': tokenOf({ token_use: 'id' }),
  'another client': tokenOf({ client_id: 'web' }),
  'no scope of ours': tokenOf({ scope: 'openid' }),
};

type Door = Parameters<typeof ask>[0];
const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((route) => ({ name: route.name, domain, route })),
);

/** Routes that forgive a token let its caller be nobody. */
const looking = routes.filter(({ route }) => !route.forgivesToken && !route.limitedBy);

describe('a token with', () => {
  it.each(Object.entries(BAD))('%s is refused by each route that looks at tokens', async (_, token) => {
    const taken: string[] = [];
    for (const { name, domain, route } of looking) {
      const { handler } = (await import(`../http/${domain}.ts`)) as { handler: Door };
      const { status, error } = await ask(handler, route, { headers: { authorization: `Bearer ${token}` } });
      if (status !== 401 || error.code !== 'UNAUTHENTICATED') taken.push(`${name}: ${status}`);
    }
    expect(taken).toEqual([]);
    expect(looking.length).toBeGreaterThan(150);
  });
});
