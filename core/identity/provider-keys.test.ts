import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Issuer, newIssuer } from '../../local/identity-provider/issuer.ts';
import { ProviderKeys } from './provider-keys.ts';

const now = new Date('2026-11-28T12:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let server: Server;
let issuer: Issuer;
let keys: ProviderKeys;
/** Fetches so far, and what the next ones are answered with in the place of the keys. */
let fetches: number;
let instead: { status: number; body: string } | null;

beforeEach(async () => {
  fetches = 0;
  instead = null;
  server = createServer((_, response) => {
    fetches++;
    if (instead) response.writeHead(instead.status).end(instead.body);
    else response.end(JSON.stringify(issuer.keys()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = await newIssuer('https://issuer.example');
  keys = new ProviderKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const verify = async (at = now, from = issuer) =>
  jwtVerify(await from.idToken({ sub: 'ann' }, { audience: 'us' }, at), keys.finder(at), { currentDate: at }).then(
    () => 'good',
    (error: { code: string }) => error.code,
  );
const UNKNOWN = 'ERR_JWKS_NO_MATCHING_KEY';

it('keys are fetched once an hour, also by ten calls at once', async () => {
  expect(new Set(await Promise.all(Array.from({ length: 10 }, () => verify())))).toEqual(new Set(['good']));
  expect([await verify(later(3_600)), fetches]).toEqual(['good', 1]);
  expect([await verify(later(3_601)), fetches]).toEqual(['good', 2]);
});

it('a new key is found by a second fetch, a minute after the first', async () => {
  await verify();
  await issuer.rotate();
  expect([await verify(later(59)), fetches]).toEqual([UNKNOWN, 1]);
  expect([await verify(later(60)), fetches]).toEqual(['good', 2]);
});

it('made-up key ids fetch once a minute', async () => {
  const stranger = await newIssuer('https://issuer.example');
  await verify();
  for (let i = 0; i < 20; i++) expect(await verify(later(100 + i), stranger)).toBe(UNKNOWN);
  expect(fetches).toBe(2);
  expect(await verify(later(121))).toBe('good');
});

it.each([
  ['an error', { status: 500, body: '' }],
  ['no JSON', { status: 200, body: '<html>' }],
  ['no keys', { status: 200, body: '{"keys":[]}' }],
  ['far too much', { status: 200, body: `{"keys":[{}],"x":"${'x'.repeat(100_000)}"}` }],
  ['a redirect', { status: 302, body: '' }],
])('keys of before stay in use while the provider answers with %s', async (_, answer) => {
  await verify();
  instead = answer;
  expect(await verify(later(4_000))).toBe('good');
  expect(await verify(later(4_001))).toBe('good');
  expect(fetches).toBe(2);
  const stranger = await newIssuer('https://issuer.example');
  expect(await verify(later(4_010), stranger)).toBe('UNAVAILABLE');
  instead = null;
  expect([await verify(later(4_020)), fetches]).toEqual(['good', 4]);
});

it('without any keys a token cannot be checked, and the provider is asked again after five seconds', async () => {
  instead = { status: 503, body: '' };
  for (const at of [0, 1, 4]) expect(await verify(later(at))).toBe('UNAVAILABLE');
  expect(fetches).toBe(1);
  instead = null;
  expect([await verify(later(5)), fetches]).toEqual(['good', 2]);
});
