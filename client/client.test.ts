import { describe, expect, it } from 'vitest';
import { ANN, type Answer, failure, html, json, lost, ok, refused, served, silent } from '../test/support/served-client.ts';
import {
  CreatePost,
  EditPost,
  EndSession,
  GetMe,
  GetPick,
  ListEvents,
  PlacePick,
  SyncConversations,
} from './generated/routes.ts';
import { memory } from './session.ts';

const PICK = { params: { pickId: 'p/1' } };

describe('a call', () => {
  it('sends its path, its query, its body and its token, and gives the data', async () => {
    const { client, asked } = served([ok({ id: 'p' }), ok([])], { session: memory(ANN) });
    expect(await client.call(GetPick, PICK)).toEqual({ id: 'p' });
    await client.call(ListEvents, { query: { league: 'nfl', limit: 5, cursor: 'a&b', date: undefined } });
    expect(asked).toMatchObject([
      { method: 'GET', path: '/api/v1/picks/p%2F1', headers: { authorization: 'Bearer a1' }, body: undefined },
      { path: '/api/v1/events?league=nfl&limit=5&cursor=a%26b' },
    ]);
  });

  it('gives null for a reply without a body, where the route has none', async () => {
    const { client } = served([() => new Response(null, { status: 204 })]);
    expect(await client.call(EndSession, { params: { sessionId: 's' } })).toBe(null);
  });

  it.each<[string, Answer, object]>([
    [
      'a 204 where data is promised',
      () => new Response(null, { status: 204 }),
      { code: 'BAD_REPLY', status: 204, isUncertain: true },
    ],
    ['HTML under 200', html(200), { code: 'BAD_REPLY', status: 200 }],
    ['HTML under 401', html(401), { code: 'BAD_REPLY', status: 401, isUncertain: false }],
    ['HTML under 502', html(502), { code: 'INTERNAL', status: 502, isUncertain: true }],
    ['HTML under 503', html(503), { code: 'UNAVAILABLE', status: 503 }],
    ['JSON that is cut', () => new Response('{"success":true,"data":{'), { code: 'BAD_REPLY', status: 200 }],
    ['JSON without the envelope', json(200, { id: 'p' }), { code: 'BAD_REPLY', status: 200 }],
    ['a list', json(200, [1]), { code: 'BAD_REPLY', status: 200 }],
    ['a 304 that nobody asked for', () => new Response(null, { status: 304 }), { code: 'BAD_REPLY', status: 304 }],
    ["the gateway's 403", json(403, { message: 'Forbidden' }), { code: 'FORBIDDEN', status: 403 }],
    ["the gateway's 413", json(413, { message: 'Too large' }), { code: 'BAD_REPLY', status: 413 }],
    ['a code that is new', refused(409, 'PICK_TOO_GOOD', { by: 3 }), { code: 'PICK_TOO_GOOD', status: 409, details: { by: 3 } }],
    ['no network', lost, { code: 'NETWORK', status: undefined, isUncertain: true }],
    [
      'a body that breaks off',
      () => new Response(new ReadableStream({ pull: (c) => c.error(new Error('gone')) })),
      { code: 'NETWORK' },
    ],
  ])('fails with the one error for %s', async (_, answer, expected) => {
    const { client } = served([answer], { repeats: 0 });
    expect(await failure(client.call(GetPick, PICK))).toMatchObject(expected);
  });

  it('ends after its timeout, also in the middle of a body', async () => {
    const stuck: Answer = (_, signal) =>
      new Response(new ReadableStream({ start: (c) => signal.addEventListener('abort', () => c.error(signal.reason)) }));
    for (const answer of [silent, stuck]) {
      const { client, expire, timeouts } = served([answer], { repeats: 0 });
      const call = failure(client.call(GetPick, PICK));
      await new Promise(setImmediate);
      expire();
      expect(await call).toMatchObject({ code: 'TIMEOUT', isUncertain: true });
      expect(timeouts.size).toBe(0);
    }
  });

  it('ends by the signal of its caller, before it is sent, on its way, and in a pause', async () => {
    const before = served([silent]);
    expect(await failure(before.client.call(GetPick, { ...PICK, signal: AbortSignal.abort() }))).toMatchObject({
      code: 'ABORTED',
    });
    expect(before.asked).toEqual([]);

    const [during, ending] = [served([silent]), new AbortController()];
    const call = failure(during.client.call(GetPick, { ...PICK, signal: ending.signal }));
    await new Promise(setImmediate);
    ending.abort();
    expect(await call).toMatchObject({ code: 'ABORTED' });
    expect(during.asked.length).toBe(1);

    const pausing = new AbortController();
    const last: Answer = (...args) => {
      queueMicrotask(() => pausing.abort());
      return refused(429, 'RATE_LIMITED')(...args);
    };
    const paused = served([last, ok({})]);
    expect(await failure(paused.client.call(GetPick, { ...PICK, signal: pausing.signal }))).toMatchObject({ code: 'ABORTED' });
    expect(paused.left.length).toBe(1);
  });
});

describe('a repeat', () => {
  it('waits longer each time, by chance, and happens twice at most', async () => {
    const { client, asked, pauses } = served([html(502), lost, refused(500, 'INTERNAL')]);
    expect(await failure(client.call(GetPick, PICK))).toMatchObject({ status: 500 });
    expect(pauses).toEqual([150, 300]);
    expect(asked.length).toBe(3);
  });

  it('has the same key, and another call has another', async () => {
    const { client, asked } = served([lost, html(504), ok({}), ok({})]);
    const body = { stakeUnits: '1', legs: [] };
    await client.call(PlacePick, { body });
    await client.call(PlacePick, { body });
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    expect(asked.slice(0, 3).every((one) => JSON.stringify(one.body) === JSON.stringify(body))).toBe(true);
  });

  it('takes the key of the caller', async () => {
    const { client, asked } = served([ok({})]);
    await client.call(CreatePost, { body: { kind: 'text', text: 'Hi' }, key: 'kept-over-a-restart' });
    expect(asked[0]?.headers['idempotency-key']).toBe('kept-over-a-restart');
  });

  it('is not made of a write that has no key and may have happened', async () => {
    const { client, asked } = served([html(502)]);
    await failure(client.call(EditPost, { params: { postId: 'p' }, body: { revision: 1, text: 'Hi' } }));
    expect(asked.length).toBe(1);
  });

  it('is made of such a write when the caller says that it does no harm', async () => {
    const { client } = served([lost, ok({ changed: [] })]);
    await client.call(SyncConversations, { body: { known: {} }, repeatable: true });
  });

  it('keeps the wait that the server asks for: its details, its header in seconds, and a date beside its own clock', async () => {
    const date = { 'retry-after': 'Sun, 29 Nov 2026 04:00:07 GMT', date: 'Sun, 29 Nov 2026 04:00:00 GMT' };
    const { client, pauses } = served(
      [
        refused(429, 'RATE_LIMITED', { retryAfter: 3 }),
        json(429, { message: 'Too Many' }, { 'retry-after': '5' }),
        () => new Response('', { status: 503, headers: date }),
        ok({}),
      ],
      { repeats: 3 },
    );
    await client.call(EditPost, { params: { postId: 'p' }, body: { revision: 1, text: 'Hi' }, repeatable: true });
    expect(pauses).toEqual([3_150, 5_300, 7_600]);
  });

  it('is made of any write that was refused before it did anything', async () => {
    const { client } = served([refused(429, 'RATE_LIMITED', { retryAfter: 1 }), ok({})]);
    await client.call(EditPost, { params: { postId: 'p' }, body: { revision: 1, text: 'Hi' } });
  });

  it('leaves a long wait to the caller', async () => {
    const { client, pauses } = served([refused(429, 'RATE_LIMITED', {}, { 'retry-after': '3249' })]);
    expect(await failure(client.call(GetPick, PICK))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3249 });
    expect(pauses).toEqual([]);
  });

  it('is not made of a refusal, of a page of a proxy, and of an answer that nobody understands', async () => {
    for (const answer of [refused(404, 'NOT_FOUND'), html(403), html(200)]) {
      const { client, asked } = served([answer]);
      await failure(client.call(GetPick, PICK));
      expect(asked.length).toBe(1);
    }
  });
});

describe('a list', () => {
  const first = ok(['a', 'b'], {}, { limit: 2, cursor: 'c1', hasMore: true });
  const last = ok(['c'], {}, { limit: 2, cursor: null, hasMore: false });

  it('is read to its end, each page by the cursor of the one before', async () => {
    const { client, asked } = served([first, last]);
    const read: unknown[] = [];
    for await (const items of client.pages(ListEvents, { query: { limit: 2 } })) read.push(items);
    expect(read).toEqual([['a', 'b'], ['c']]);
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/events?limit=2', '/api/v1/events?limit=2&cursor=c1']);
  });

  it('is read no further than its reader wants', async () => {
    const { client, left } = served([first, last]);
    for await (const items of client.pages(ListEvents)) if (items.length > 0) break;
    expect(left.length).toBe(1);
  });
});

describe('a reply with a tag', () => {
  const held: Answer = ({ headers }) => new Response(null, { status: headers['if-none-match'] === 'W/"1"' ? 304 : 500 });

  it('is asked for again by its tag, and read anew where it has not changed', async () => {
    const { client, asked } = served([ok({ n: 1 }, { etag: 'W/"1"' }), held, ok({ n: 2 }, { etag: 'W/"2"' })]);
    const one = (await client.call(GetPick, PICK)) as { n?: number };
    one.n = 7;
    expect(await client.call(GetPick, PICK)).toEqual({ n: 1 });
    expect(await client.call(GetPick, PICK)).toEqual({ n: 2 });
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('is forgotten with its session, and after 50 others', async () => {
    const tagged = ok({}, { etag: 'W/"1"' });
    const { client, asked } = served(Array.from({ length: 54 }, () => tagged));
    await client.call(GetPick, PICK);
    await client.signedIn({ accessToken: 'b', refreshToken: 's', user: { id: 'ben' } } as never);
    for (let i = 0; i < 51; i++) await client.call(GetPick, { params: { pickId: `p${i}` } });
    await client.call(GetPick, { params: { pickId: 'p0' } });
    await client.call(GetPick, { params: { pickId: 'p50' } });
    const tags = asked.map(({ headers }) => headers['if-none-match']);
    expect(tags.slice(0, 53).filter(Boolean)).toEqual([]);
    expect(tags[53]).toBe('W/"1"');
  });

  it('is not kept of a route without tags', async () => {
    const { client, asked } = served([ok({}, { etag: 'W/"1"' }), ok({})]);
    await client.call(GetMe);
    await client.call(GetMe);
    expect(asked[1]?.headers).not.toHaveProperty('if-none-match');
  });
});
