import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../odds-provider.ts';
import { httpGet } from './client.ts';

const KEY = 'very-secret-key';
const quick = { attempts: 3, timeout: 1_500, pause: 5 };
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A provider that handles each request by the next listener; the last one handles all later requests. */
async function provider(...acts: RequestListener[]) {
  const urls: string[] = [];
  server = createServer((request, response) => {
    urls.push(request.url ?? '');
    acts[Math.min(urls.length, acts.length) - 1]?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, urls };
}
const answer =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };
const ok = answer(200, '[1]');
const never: RequestListener = () => {};
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('[1');
  response.destroy();
};
const slow: RequestListener = (_, response) => {
  response.writeHead(200).write('[');
};
const flood: RequestListener = (_, response) => {
  response.writeHead(200);
  const pour = () => response.writable && response.write(Buffer.alloc(1024 * 1024, ' '), () => setImmediate(pour));
  pour();
};
const get = (url: string, key = async (_fresh?: boolean) => KEY) =>
  httpGet({ url, key, retries: quick })('/v4/sports', { a: 'b c' });

describe('httpGet()', () => {
  it('sends the query and the key, and reads the quota', async () => {
    const { url, urls } = await provider(
      answer(200, '{"a":1}', { 'x-requests-remaining': '19997', 'x-requests-used': '3', 'x-requests-last': '3' }),
    );
    expect(await get(`${url}/`)).toEqual({ body: { a: 1 }, quota: { remaining: 19997, used: 3, last: 3 } });
    expect(urls).toEqual([`/v4/sports?a=b+c&apiKey=${KEY}`]);
  });
  it('asks for gzip, reads it, and counts what it unpacks', async () => {
    const asked: unknown[] = [];
    const packed = (body: string): RequestListener => {
      return (request, response) => {
        asked.push(request.headers['accept-encoding']);
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
      };
    };
    const { url } = await provider(packed('[2]'), packed(`[${' '.repeat(9 * 1024 * 1024)}]`));
    expect((await get(url)).body).toEqual([2]);
    expect(asked).toEqual([expect.stringContaining('gzip')]);
    await expect(get(url)).rejects.toThrow('too large');
  });
  it('has a null quota without readable headers', async () => {
    const { url } = await provider(answer(200, '[]', { 'x-requests-remaining': 'lots', 'x-requests-last': '1.0' }));
    expect((await get(url)).quota).toEqual({ remaining: null, used: null, last: 1 });
  });
  it.each<[string, RequestListener]>([
    ['a 500', answer(500, 'oops')],
    ['a 503', answer(503, '')],
    ['a 429', answer(429, '{}')],
    ['garbage', answer(200, '<html>')],
    ['half a body', answer(200, '[{"id":"a"')],
    ['a cut connection', cut],
    ['no answer', never],
    ['an answer that does not end', slow],
  ])('tries again after %s', async (_, act) => {
    const { url, urls } = await provider(act, act, ok);
    expect((await get(url)).body).toEqual([1]);
    expect(urls).toHaveLength(3);
  });
  it.each<[string, RequestListener, number | null, string]>([
    ['500s', answer(500, 'oops'), 500, 'status 500'],
    ['garbage', answer(200, '<html>'), 200, 'not JSON'],
    ['silence', never, null, 'no answer in time'],
  ])('gives up after three attempts at %s', async (_, act, status, problem) => {
    const { url, urls } = await provider(act);
    await expect(get(url)).rejects.toMatchObject({ name: 'ProviderError', status, message: `GET /v4/sports: ${problem}` });
    expect(urls).toHaveLength(3);
  });
  it.each([400, 401, 404, 422])('does not try again after a %i', async (status) => {
    const { url, urls } = await provider(answer(status, '{}'));
    await expect(get(url)).rejects.toMatchObject({ status });
    expect(urls).toHaveLength(1);
  });
  it('gives up on a body that does not end', async () => {
    const { url } = await provider(flood);
    await expect(get(url)).rejects.toBeInstanceOf(ProviderError);
  });
  it('waits as long as a 429 asks for', async () => {
    const { url } = await provider(answer(429, '', { 'retry-after': '0.3' }), ok);
    const started = performance.now();
    await get(url);
    expect(performance.now() - started).toBeGreaterThan(290);
  });
});

describe('the key of httpGet()', () => {
  it('is read again when the provider refuses it, and used if it has changed', async () => {
    const { url, urls } = await provider(answer(401, '{}'), ok);
    expect((await get(url, async (fresh) => (fresh ? 'rotated' : KEY))).body).toEqual([1]);
    expect(urls.map((path) => path.split('apiKey=')[1])).toEqual([KEY, 'rotated']);
  });
  it('does not follow a redirect', async () => {
    const { url, urls } = await provider(answer(302, '', { location: 'http://127.0.0.1:9/elsewhere' }));
    await expect(get(url)).rejects.toMatchObject({ message: 'GET /v4/sports: connection failed' });
    expect(urls.length).toBeGreaterThan(0);
  });
  it.each<[string, RequestListener]>([
    ['a refusal', answer(401, KEY)],
    ['a fault', answer(500, KEY)],
    ['garbage', answer(200, KEY)],
    ['a cut connection', cut],
    ['a redirect', answer(302, '', { location: `/?apiKey=${KEY}` })],
  ])('is in no error: %s', async (_, act) => {
    const { url } = await provider(act);
    const error = await get(url).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    const seen = JSON.stringify([String(error), (error as Error).stack, (error as Error).cause, { ...(error as Error) }]);
    expect(seen).not.toContain(KEY);
  });
  it('is in no error: no server', async () => {
    const error = await get('http://127.0.0.1:9').catch((thrown: Error) => thrown);
    expect(`${error} ${(error as Error).stack} ${(error as Error).cause}`).not.toContain(KEY);
  });
});
