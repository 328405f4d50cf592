import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/pool';
Object.assign(process.env, { TOKEN_ISSUER: ISSUER, JWKS_URL: 'https://keys.example/jwks.json', USER_POOL_CLIENT_ID: 'server' });

interface Key {
  readonly kid: string;
  readonly secret: KeyObject;
  readonly jwk: object;
}
const newKey = (): Key => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, secret: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
};
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ours = () => ({
  iss: ISSUER,
  token_use: 'access',
  client_id: 'server',
  scope: 'youbet/user',
  userId: 'u1',
  exp: Math.floor(Date.now() / 1000) + 900,
});
function tokenOf({ kid, secret }: Key, claims: object = {}): string {
  const text = `${part({ alg: 'RS256', kid })}.${part({ ...ours(), ...claims })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), secret).toString('base64url')}`;
}

/** The reply of the key set's address; an error for none. */
let keySet: () => Response = () => new Response('{}');
const fetched = vi.fn(async () => keySet());
vi.stubGlobal('fetch', fetched);
const serves = (...keys: readonly Key[]) => {
  keySet = () => Response.json({ keys: keys.map(({ jwk }) => jwk) });
};
const fails = (how: () => Response) => {
  keySet = how;
};

let verified: (token: string) => Promise<Readonly<Record<string, unknown>>>;
beforeEach(async () => {
  vi.resetModules();
  fetched.mockClear();
  ({ verified } = await import('./verify-token.ts'));
});

const key = newKey();
const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' };
const UNAVAILABLE = { code: 'UNAVAILABLE', details: { retryAfter: 5 } };
const FAILURES: readonly (readonly [string, () => Response])[] = [
  [
    'is not reached',
    () => {
      throw new TypeError('fetch failed');
    },
  ],
  ['answers 503', () => new Response('', { status: 503 })],
  ['answers a page', () => new Response('<html>')],
  ['answers without keys', () => Response.json({ keys: [] })],
  ['answers with half a key', () => Response.json({ keys: [{ kid: 'k' }] })],
];

describe('a token', () => {
  it('of ours gives its claims, and the keys are fetched once', async () => {
    serves(key);
    await expect(verified(tokenOf(key))).resolves.toMatchObject({ userId: 'u1' });
    await expect(verified(tokenOf(key))).resolves.toMatchObject({ userId: 'u1' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
  it.each([
    ['another issuer', { iss: 'https://other.example' }],
    ['an id token', { token_use: 'id' }],
    ['another client', { client_id: 'web' }],
    ['no scope of ours', { scope: 'openid' }],
    ['a past end', { exp: 1 }],
  ])('with %s is refused', async (_, claims) => {
    serves(key);
    await expect(verified(tokenOf(key, claims))).rejects.toMatchObject(UNAUTHENTICATED);
  });
  it.each(['x', '', 'a.b.c', `${part({ alg: 'none' })}.${part(ours())}.`, `${part({ alg: 'RS256', kid: 'k' })}.${part({})}.x`])(
    'that is none (%s) is refused without a fetch',
    async (text) => {
      fails(() => new Response('', { status: 503 }));
      await expect(verified(text)).rejects.toMatchObject(UNAUTHENTICATED);
      expect(fetched).not.toHaveBeenCalled();
    },
  );
  it('signed by somebody else is refused', async () => {
    serves(key);
    await expect(verified(tokenOf({ ...newKey(), kid: key.kid }))).rejects.toMatchObject(UNAUTHENTICATED);
    await expect(verified(tokenOf(newKey()))).rejects.toMatchObject(UNAUTHENTICATED);
  });
});

describe.each(FAILURES)('while the key set %s', (_, failure) => {
  it('a valid token cannot be checked, and nobody is told to sign out', async () => {
    fails(failure);
    await expect(verified(tokenOf(key))).rejects.toMatchObject(UNAVAILABLE);
    serves(key);
    await expect(verified(tokenOf(key))).resolves.toMatchObject({ userId: 'u1' });
  });
  it('the keys that were fetched before go on, also after a token of an unknown key', async () => {
    serves(key);
    await verified(tokenOf(key));
    fails(failure);
    await expect(verified(tokenOf(newKey()))).rejects.toMatchObject(UNAVAILABLE);
    await expect(verified(tokenOf(key))).resolves.toMatchObject({ userId: 'u1' });
  });
});
