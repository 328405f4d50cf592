import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Recorder } from './recorder.ts';

const [fetchBefore, socketBefore] = [globalThis.fetch, globalThis.WebSocket];
afterEach(() => {
  [globalThis.fetch, globalThis.WebSocket] = [fetchBefore, socketBefore];
});

const API = 'http://api.test/stage';
const pick = (more: object = {}) => ({ success: true, data: { id: 'p', ...more }, meta: {} });

/** The calls that are kept of these requests, each `[method, address, body, reply]`. */
async function recorded(
  requests: readonly (readonly [method: string, url: string, body: object | undefined, reply: Response])[],
) {
  const replies = requests.map(([, , , reply]) => reply);
  globalThis.fetch = async () => replies.shift() as Response;
  const recorder = new Recorder(() => ({ apiUrl: API }));
  recorder.install();
  for (const [method, url, body] of requests) {
    const response = await fetch(url, {
      method,
      headers: { 'idempotency-key': 'k1' },
      ...(body && { body: JSON.stringify(body) }),
    });
    await response.text();
  }
  const folder = mkdtempSync(join(tmpdir(), 'youbet-calls-'));
  try {
    await recorder.save(join(folder, 'deep/story.json'));
    return JSON.parse(readFileSync(join(folder, 'deep/story.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('keeps a call by its route, and leaves the reply to the story', async () => {
  const { calls } = await recorded([
    ['POST', `${API}/api/v1/picks?x=a%20b`, { kind: 'single' }, Response.json(pick(), { status: 201 })],
    ['GET', `${API}/api/v1/picks/a%2Fb`, undefined, Response.json(pick())],
  ]);
  expect(calls).toEqual([
    {
      ...{ name: 'PlacePick', status: 201 },
      request: { params: {}, query: { x: 'a b' }, key: 'k1', body: { kind: 'single' } },
      reply: { contentType: 'application/json', body: pick() },
    },
    expect.objectContaining({ name: 'GetPick', request: { params: { pickId: 'a/b' }, query: {}, key: 'k1' } }),
  ]);
});

it('keeps three calls of each shape, and none that is not of the API', async () => {
  const { calls } = await recorded([
    ['GET', `${API}/api/v1/picks/1`, undefined, Response.json(pick())],
    ['GET', `${API}/api/v1/picks/2`, undefined, Response.json(pick())],
    ['GET', `${API}/api/v1/picks/3`, undefined, Response.json(pick())],
    ['GET', `${API}/api/v1/picks/4`, undefined, Response.json(pick())],
    ['GET', `${API}/api/v1/picks/5`, undefined, Response.json(pick({ note: 1 }))],
    ['GET', 'http://elsewhere.test/api/v1/picks/6', undefined, Response.json(pick())],
    ['GET', `${API}/api/v1/nothing`, undefined, Response.json(pick())],
  ]);
  const ids = calls.map(({ request }: { request: { params: { pickId: string } } }) => request.params.pickId);
  expect(ids).toEqual(['1', '2', '3', '5']);
});

it('keeps where a redirect leads, and nothing of a picture', async () => {
  const { calls } = await recorded([
    ['GET', `${API}/share/picks/1/image.png`, undefined, new Response('bytes', { headers: { 'content-type': 'image/png' } })],
    [
      'GET',
      `${API}/share/picks/2/image.png`,
      undefined,
      new Response(null, { status: 302, headers: { location: 'https://x.test/' } }),
    ],
  ]);
  expect(calls.map(({ reply }: { reply: object }) => reply)).toEqual([
    { contentType: 'image/png' },
    { location: 'https://x.test/' },
  ]);
});

it('keeps the messages of a socket, and which of them is an answer to what', async () => {
  globalThis.WebSocket = class extends EventTarget {
    send(data: string) {
      const { requestId } = JSON.parse(data);
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ type: 'ack', requestId, data: {} }) }));
    }
  } as unknown as typeof WebSocket;
  const recorder = new Recorder(() => ({ apiUrl: API }));
  recorder.install();
  const socket = new WebSocket('ws://socket.test');
  socket.send(JSON.stringify({ action: 'typing', requestId: 'r1' }));
  socket.send(JSON.stringify({ action: 'no such action', requestId: 'r2' }));
  const folder = mkdtempSync(join(tmpdir(), 'youbet-calls-'));
  await recorder.save(join(folder, 'story.json'));
  expect(JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8')).messages).toEqual([
    { from: 'client', action: 'typing', payload: { action: 'typing', requestId: 'r1' } },
    { from: 'server', action: 'typing', payload: { type: 'ack', requestId: 'r1', data: {} } },
    { from: 'server', payload: { type: 'ack', requestId: 'r2', data: {} } },
  ]);
  rmSync(folder, { recursive: true });
});
