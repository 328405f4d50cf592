import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { User } from '#actor';
import { type Counter, countCaller, type LimitState } from '#core/limits';
import { DomainError } from '#errors';
import { PageQuery, type UserId } from '#schemas/common';
import { contract } from '#schemas/contract';
import { CURRENT_TERMS, termsText } from '#schemas/terms';
import { tightest } from '../../core/limits/limit-rules.ts';
import { ask, httpEvent } from '../../test/support/http-event.ts';
import { http, on } from './http.ts';

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
Object.assign(process.env, { TOKEN_ISSUER: 'https://issuer.example', JWKS_URL: 'https://keys.example' });
process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 60, premiumPerMinute: 300 });

const state = (more: Partial<LimitState> = {}): LimitState => ({
  allowed: true,
  limit: 60,
  remaining: 59,
  resetSeconds: 42,
  ...more,
});
/** Makes the limits of the next calls be in these states. */
const limitsAre = (of: (counter: Counter) => LimitState) =>
  vi.mocked(countCaller).mockImplementation(async (_, counters) => ({ state: tightest(counters.map(of)), against: {} }));
beforeEach(() => {
  vi.mocked(countCaller).mockReset();
  limitsAre(() => state());
});

const Put = contract({
  name: 'PutThing',
  method: 'PUT',
  path: '/api/v1/things/{thingId}',
  tag: 'things',
  summary: 'A thing.',
  access: 'user',
  params: z.strictObject({ thingId: z.string().max(5) }),
  body: z.strictObject({ name: z.string(), deep: z.strictObject({ n: z.int() }).optional() }),
  idempotencyKey: 'optional',
  replies: { 201: z.strictObject({ name: z.string() }) },
  errors: ['CONFLICT'],
  limits: [{ calls: 5, seconds: 60 }],
});
const List = contract({
  name: 'ListThings',
  method: 'GET',
  path: '/api/v1/things',
  tag: 'things',
  summary: 'Things.',
  access: 'public',
  query: PageQuery,
  replies: { 200: z.array(z.strictObject({ name: z.string() })) },
  paged: true,
  errors: [],
});
const use = vi.fn(async (_: object): Promise<{ name: string }> => ({ name: 'ann' }));
const list = vi.fn(async (_: object) => ({ items: [{ name: 'ann' }], cursor: 'next' as string | null }));
const door = http(
  on(Put, (call) => use(call)),
  on(List, (call) => list(call)),
);
const ann: User = { kind: 'user', userId: 'u1' as UserId, role: 'user', tier: 'free', origin: 'o1' };
const put = (body: unknown, more: object = {}) => ask(door, Put, { as: ann, params: { thingId: 't1' }, body, ...more });

beforeEach(() => {
  use.mockReset().mockResolvedValue({ name: 'ann' });
  list.mockReset().mockResolvedValue({ items: [{ name: 'ann' }], cursor: 'next' });
});

describe('a reply', () => {
  it('has the data in the envelope, the status of its contract, and no-store', async () => {
    const reply = await put({ name: 'ann' });
    expect(reply).toMatchObject({
      status: 201,
      success: true,
      data: { name: 'ann' },
      meta: { timestamp: expect.stringMatching(/^\d{4}-.+Z$/) },
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  });
  it('of a list has the cursor of the next page', async () => {
    expect(await ask(door, List, { query: { limit: '7' } })).toMatchObject({
      status: 200,
      data: [{ name: 'ann' }],
      meta: { pagination: { limit: 7, cursor: 'next', hasMore: true } },
    });
    list.mockResolvedValue({ items: [], cursor: null });
    expect(await ask(door, List)).toMatchObject({ meta: { pagination: { limit: 20, cursor: null, hasMore: false } } });
  });
  it('that breaks its contract becomes INTERNAL', async () => {
    use.mockResolvedValue({ name: 'ann', secret: 'x' } as never);
    expect(await put({ name: 'ann' })).toMatchObject({ status: 500, error: { code: 'INTERNAL' } });
  });
});

it('a handler that the time of its function does not suffice for is answered with 503 and the envelope', async () => {
  use.mockReturnValue(new Promise(() => {}));
  const event = httpEvent(Put, { as: ann, params: { thingId: 't1' }, body: { name: 'ann' } });
  const reply = await door(event, { awsRequestId: 'r', getRemainingTimeInMillis: () => 210 } as never);
  expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
  expect(JSON.parse(reply.body ?? '')).toMatchObject({ success: false, error: { code: 'UNAVAILABLE' } });
});

describe('a request', () => {
  it('reaches the handler checked, with its caller and one now', async () => {
    await put({ name: 'ann' }, { headers: { 'idempotency-key': 'k1', 'x-other': 'left out' } });
    expect(use).toHaveBeenCalledWith({
      actor: { ...ann, age: 36, region: 'US-NJ', bans: {}, provenAt: expect.any(Number), terms: termsText(CURRENT_TERMS) },
      now: expect.any(Date),
      network: '192.0.2.1',
      params: { thingId: 't1' },
      query: {},
      body: { name: 'ann' },
      cookies: [],
      idempotencyKey: 'k1',
    });
  });
  it.each([
    ['apart from the headers', { cookies: ['a=1', 'b=2'] }, {}],
    ['in their header', {}, { cookie: 'a=1; b=2' }],
  ])('brings the cookies of a browser, which come %s', async (_, more, headers) => {
    const event = httpEvent(Put, { as: ann, params: { thingId: 't1' }, body: { name: 'ann' } });
    use.mockClear();
    await door({ ...event, ...more, headers: { ...event.headers, ...headers } }, { awsRequestId: 'r' } as never);
    expect(use).toHaveBeenCalledWith(expect.objectContaining({ cookies: ['a=1', 'b=2'] }));
  });
  it('may come in base64', async () => {
    const event = httpEvent(Put, { as: ann, params: { thingId: 't1' }, body: { name: 'ann' } });
    const body = Buffer.from(event.body ?? '').toString('base64');
    const reply = await door({ ...event, body, isBase64Encoded: true }, { awsRequestId: 'r' } as never);
    expect(reply.statusCode).toBe(201);
  });
  it.each([
    ['an unknown field', { name: 'ann', admin: true }, 'admin'],
    ['an unknown field inside', { name: 'ann', deep: { n: 1, m: 2 } }, 'deep.m'],
    ['a missing field', {}, 'name'],
    ['no body', undefined, 'name'],
    ['a field of another type', { name: 3 }, 'name'],
    ['a field inside', { name: 'ann', deep: { n: 'x' } }, 'deep.n'],
    ['what is not JSON', '{"name":', 'body'],
    ['an array', [], 'body'],
    ['null', 'null', 'body'],
    ['a string', '"ann"', 'body'],
  ])('with %s is refused by name, before anything happens', async (_, body, field) => {
    expect(await put(body)).toMatchObject({ status: 400, error: { code: 'INVALID_INPUT', details: { field } } });
    expect(use).not.toHaveBeenCalled();
  });
  it.each([
    ['path', { params: { thingId: 'too long' } }, 'thingId'],
    ['header', { headers: { 'idempotency-key': 'k'.repeat(65) } }, 'idempotency-key'],
    ['query', { query: { debug: '1' } }, 'debug'],
  ])('with a bad %s is refused by name', async (_, more, field) => {
    expect(await put({ name: 'ann' }, more)).toMatchObject({ status: 400, error: { details: { field } } });
  });
  it.each([
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'x'],
    ['offset', '2'],
  ])('of a list with %s=%s is refused by name', async (field, value) => {
    expect(await ask(door, List, { query: { [field]: value } })).toMatchObject({ status: 400, error: { details: { field } } });
  });
  it('of an unknown route is NOT_FOUND', async () => {
    expect(await ask(door, { ...List, path: '/api/v1/other' })).toMatchObject({ status: 404, error: { code: 'NOT_FOUND' } });
  });
});

describe('a thrown error', () => {
  it('is shown with code, status and details if it is a DomainError', async () => {
    use.mockRejectedValue(new DomainError('CONFLICT', 'There is a newer one.', { revision: 3 }));
    expect(await put({ name: 'ann' })).toMatchObject({
      status: 409,
      success: false,
      error: { code: 'CONFLICT', message: 'There is a newer one.', details: { revision: 3 } },
    });
  });
  it.each([
    ['an error', new Error('password=hunter2 at db-host')],
    ['what is no error', 'password=hunter2'],
    ['one with a code of its own', Object.assign(new Error('hunter2'), { code: 'CONFLICT', statusCode: 418 })],
  ])('and not meant, shows nothing of %s but a request id', async (_, thrown) => {
    use.mockRejectedValue(thrown);
    const reply = await put({ name: 'ann' });
    expect(reply).toMatchObject({
      status: 500,
      error: {
        code: 'INTERNAL',
        message: 'Something went wrong on our side.',
        details: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    });
    expect(JSON.stringify(reply)).not.toMatch(/hunter2|db-host/);
  });
});

describe('limits', () => {
  it('are in the headers of every reply: the limit with the fewest calls left', async () => {
    limitsAre(({ rule }) => state(rule === 'tier' ? {} : { limit: 5, remaining: 2, resetSeconds: 9 }));
    const headers = { 'ratelimit-limit': '5', 'ratelimit-remaining': '2', 'ratelimit-reset': '9' };
    expect((await put({ name: 'ann' })).headers).toMatchObject(headers);
    expect((await put({ nme: 'ann' })).headers).toMatchObject(headers);
    expect((await put({ name: 'ann' })).headers).not.toHaveProperty('retry-after');
  });
  it('refuse with a retry-after before the handler runs', async () => {
    limitsAre(({ rule }) => state(rule === 'tier' ? { allowed: false, remaining: 0 } : {}));
    expect(await put({ name: 'ann' })).toMatchObject({
      status: 429,
      error: { code: 'RATE_LIMITED', details: { retryAfter: 42 } },
      headers: { 'retry-after': '42', 'ratelimit-remaining': '0', 'ratelimit-reset': '42' },
    });
    expect(use).not.toHaveBeenCalled();
  });
  it('of a use case refuse with a retry-after too', async () => {
    use.mockRejectedValue(new DomainError('RATE_LIMITED', 'Ten an hour.', { retryAfter: 1800 }));
    expect(await put({ name: 'ann' })).toMatchObject({ status: 429, headers: { 'retry-after': '1800' } });
  });
  it('count a user by id and tier, and other callers by the hash of their network', async () => {
    await put({ name: 'ann' });
    await put({ name: 'ann' }, { as: { ...ann, tier: 'premium' } });
    await ask(door, List, { ip: '2001:db8:1:2::1' });
    await ask(door, List, { ip: '2001:db8:1:2:ffff::1' });
    const tiers = vi.mocked(countCaller).mock.calls.flatMap(([, counters]) => counters.filter(({ rule }) => rule === 'tier'));
    expect(tiers.map(({ subject, limit }) => [subject.replace(/^network#.+/, 'network'), limit.calls])).toEqual([
      ['user#u1', 60],
      ['user#u1', 300],
      ['network', 20],
      ['network', 20],
    ]);
    expect(tiers[2]?.subject).toBe(tiers[3]?.subject);
    expect(tiers[2]?.subject).not.toContain('2001');
  });
  it('of accepted calls are left to the use case', async () => {
    const Accepted = contract({ ...Put, limits: [{ calls: 5, seconds: 60, counts: 'accepted' }] });
    const accepted = http(on(Accepted, async () => ({ name: 'ann' })));
    await ask(accepted, Put, { as: ann, params: { thingId: 't1' }, body: { name: 'ann' } });
    expect(vi.mocked(countCaller).mock.calls.flatMap(([, counters]) => counters.map(({ rule }) => rule))).toEqual(['tier']);
  });
  it('are counted while a GET reads, and before anything else begins', async () => {
    const order: string[] = [];
    vi.mocked(countCaller).mockImplementation(async () => {
      order.push('counting');
      await new Promise((counted) => setImmediate(counted));
      order.push('counted');
      return { state: state(), against: {} };
    });
    list.mockImplementation(async () => {
      order.push('reads');
      return { items: [], cursor: null };
    });
    use.mockImplementation(async () => {
      order.push('writes');
      return { name: 'ann' };
    });
    await ask(door, List);
    await put({ name: 'ann' });
    expect(order).toEqual(['counting', 'reads', 'counted', 'counting', 'counted', 'writes']);
  });
  it.each([
    ['a reply', async () => ({ items: [{ name: 'ann' }], cursor: null })],
    ['a refusal', async () => Promise.reject(new DomainError('NOT_FOUND', 'Nobody.'))],
    ['a failure', async () => Promise.reject(new Error('hunter2'))],
  ])('refuse a GET over its limit, whose reads end in %s, and tell nothing of it', async (_, ends) => {
    limitsAre(() => state({ allowed: false, remaining: 0 }));
    list.mockImplementation(ends);
    const reply = await ask(door, List);
    expect(reply).toMatchObject({ status: 429, error: { code: 'RATE_LIMITED' }, headers: { 'retry-after': '42' } });
    expect(reply.data).toBeUndefined();
  });
  it('that cannot be counted answer a GET with the failure to count', async () => {
    vi.mocked(countCaller).mockRejectedValue(new DomainError('UNAVAILABLE', 'Too busy.'));
    expect(await ask(door, List)).toMatchObject({ status: 503, error: { code: 'UNAVAILABLE' } });
  });
  it('count a token that is none for its network, before it is refused', async () => {
    const reply = await ask(door, List, { headers: { authorization: 'Bearer x' }, ip: '192.0.2.7' });
    expect(reply).toMatchObject({ status: 401, error: { code: 'UNAUTHENTICATED' }, headers: { 'ratelimit-limit': '60' } });
    expect(vi.mocked(countCaller).mock.calls.map(([subject]) => subject.replace(/#.+/, ''))).toEqual(['network']);
    expect(list).not.toHaveBeenCalled();
    limitsAre(() => state({ allowed: false, remaining: 0 }));
    expect(await ask(door, List, { headers: { authorization: 'Bearer x' } })).toMatchObject({ status: 429 });
  });
  it('count a caller whose role may not, before they are refused, and begin no read for them', async () => {
    const Review = contract({
      ...List,
      name: 'ReviewThings',
      path: '/api/v1/admin/things',
      access: 'user',
      permission: 'picks:review',
    });
    const reviews = http(on(Review, (call) => list(call)));
    expect(await ask(reviews, Review, { as: ann })).toMatchObject({ status: 403, headers: { 'ratelimit-limit': '60' } });
    expect(vi.mocked(countCaller)).toHaveBeenCalledTimes(1);
    limitsAre(() => state({ allowed: false, remaining: 0 }));
    expect(await ask(reviews, Review, { as: ann })).toMatchObject({ status: 429 });
    expect(list).not.toHaveBeenCalled();
  });
});
