import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFromElsewhere, policyOf } from './guard.ts';
import { startConsole } from './server.ts';

/** The console before a server that stands for the API, the provider and the emulator, and keeps what it is asked. */
const asked: {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}[] = [];
let behind: Server;
let console: Awaited<ReturnType<typeof startConsole>>;
let port: number;

beforeAll(async () => {
  behind = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method, url, headers } = incoming;
    asked.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(418, { 'content-type': 'application/json', etag: '"one"' }).end('{"data":1}');
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
  const stackFile = join(mkdtempSync(join(tmpdir(), 'console-')), 'stack.json');
  const stack = { apiUrl: `${url}/api-of-stack`, wsUrl: url.replace('http', 'ws'), feedUrl: url, awsEndpoint: url };
  writeFileSync(stackFile, JSON.stringify({ ...stack, functions: { 'update-boards': 'one', picks: 'two' } }));
  console = await startConsole(stackFile);
  port = Number(new URL(console.url).port);
});
afterAll(async () => {
  await console.close();
  behind.close();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request with any Host header, which fetch() does not let a caller set. */
const ask = (path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const host = `localhost:${port}`;
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host, ...headers } }, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += chunk;
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
const ours = () => ({ origin: `http://localhost:${port}` });

describe('the server of the console', () => {
  it('serves its page and the files of it, and no other file', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    const [, script = ''] = /src="(\/assets\/[\w-]+\.js)"/.exec(page.text) ?? [];
    expect(await ask(script)).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } });
    for (const path of ['/../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/../../server.ts', '/gone.js', '/assets/'])
      expect((await ask(path)).status, path).toBe(404);
  });

  it('passes calls on to the API and the provider, with the headers of a caller and no others', async () => {
    asked.length = 0;
    const headers = { ...ours(), authorization: 'Bearer x', cookie: 'a=b', 'content-type': 'application/json', 'x-other': '1' };
    const reply = await ask('/api/v1/picks?limit=2', { method: 'POST', headers, body: '{"a":1}' });
    expect(reply).toMatchObject({ status: 418, text: '{"data":1}', headers: { etag: '"one"' } });
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/api-of-stack/api/v1/picks?limit=2', body: '{"a":1}' });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer x', 'content-type': 'application/json' });
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
    expect(asked[0]?.headers).not.toHaveProperty('x-other');
    await ask('/_replay/games/one/start', { method: 'POST', headers: ours(), body: '{}' });
    expect(asked[1]).toMatchObject({ method: 'POST', url: '/_replay/games/one/start' });
  });

  it('answers to no name but that of the loopback, so that a name that was rebound to it reads nothing', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      `localhost.evil.example:${port}`,
      `localhost:${port + 1}`,
    ])
      for (const path of ['/', '/settings', '/mail', '/api/v1/sports'])
        expect((await ask(path, { headers: { host } })).status, `${host} ${path}`).toBe(403);
    expect((await ask('/settings', { headers: { host: `127.0.0.1:${port}` } })).status).toBe(200);
  });

  it('takes no write of another site, and none that does not say where it comes from', async () => {
    asked.length = 0;
    const origins = [
      'http://evil.example',
      'null',
      `https://localhost:${port}`,
      `http://127.0.0.1:${port}`,
      `http://localhost:${port + 1}`,
    ];
    for (const path of ['/api/v1/posts', '/_replay/reset', '/jobs/update-boards', '/audit']) {
      for (const origin of origins) expect((await ask(path, { method: 'POST', headers: { origin } })).status, origin).toBe(403);
      expect((await ask(path, { method: 'POST' })).status).toBe(403);
      expect((await ask(path, { method: 'PUT' })).status).toBe(403);
    }
    expect((await ask('/mail', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect((await ask('/settings', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it('runs jobs alone, with an object as their input, and bounds a call', async () => {
    const post = (path: string, body: string) => ask(path, { method: 'POST', headers: ours(), body });
    expect((await post('/jobs/picks', '{}')).status).toBe(404);
    expect((await post('/jobs/..%2Fpicks', '{}')).status).toBe(404);
    for (const body of ['[]', 'null', '{', '"a"']) expect((await post('/jobs/update-boards', body)).status, body).toBe(400);
    expect((await post('/api/v1/posts', 'x'.repeat(1_000_001))).status).toBe(413);
    for (const path of ['/gone', '/settings', '/%', '/audit/all']) expect((await post(path, '{}')).status).toBe(404);
  });

  it('tells the page its settings: no function is in them that has no job', async () => {
    const { text } = await ask('/settings');
    expect(JSON.parse(text)).toMatchObject({
      jobs: ['update-boards'],
      people: expect.arrayContaining([expect.objectContaining({ handle: 'ann' })]),
    });
  });
});

it('a page of another site reads nothing by a tag of its own', () => {
  const of = (site?: string) => isFromElsewhere({ method: 'GET', headers: { 'sec-fetch-site': site } });
  expect([of(), of('none'), of('same-origin')]).toEqual([false, false, false]);
  expect([of('cross-site'), of('same-site')]).toEqual([true, true]);
});

it('the policy of the page names the emulator and nothing outside of this machine', () => {
  const policy = policyOf(['http://localhost:4566/_aws/x', 'ws://localhost:4566/y', 'http://127.0.0.1:4566']);
  for (const [address] of policy.matchAll(/\w+:\/\/\S+/g))
    expect(address).toMatch(/^(http|ws):\/\/(\*\.)?(localhost|127\.0\.0\.1):4566;?$/);
  expect(policy).toContain("connect-src 'self' http://localhost:4566");
});
