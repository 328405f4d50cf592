import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { User } from '#actor';
import { countCaller } from '#core/limits';
import { DomainError, invalid } from '#errors';
import { PageQuery, type UserId } from '#schemas/common';
import { contract } from '#schemas/contract';
import { ResultFacts } from '#schemas/settlement';
import { text } from '#schemas/text';
import { ask, httpEvent } from '../../test/support/http-event.ts';
import { http, on } from './http.ts';
import { check } from './input.ts';
import { shownError } from './reply.ts';

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 60, premiumPerMinute: 300 });
beforeEach(() => {
  const state = { allowed: true, limit: 60, remaining: 59, resetSeconds: 42 };
  vi.mocked(countCaller).mockResolvedValue({ state, against: {} });
});

const made = { path: '/api/v1/things', tag: 'things', summary: 'Things.', errors: [] } as const;
const Write = contract({
  ...made,
  name: 'WriteThing',
  method: 'POST',
  access: 'user',
  body: z.strictObject({
    name: text({ graphemes: 50, bytes: 200 }),
    deep: z.unknown().optional(),
    facts: ResultFacts.optional(),
  }),
  replies: { 201: z.strictObject({ name: z.string() }) },
});
const List = contract({
  ...made,
  name: 'ListThings',
  method: 'GET',
  access: 'public',
  query: PageQuery,
  replies: { 200: z.array(z.int()) },
  paged: true,
});
const door = http(
  on(Write, async ({ body: { name } }) => ({ name })),
  on(List, async ({ query: { limit } }) => ({ items: [limit], cursor: null })),
);
const as: User = { kind: 'user', userId: 'u1' as UserId, role: 'user', tier: 'free', origin: 'o1' };
const post = (body: string, contentType = 'application/json') =>
  ask(door, Write, { as, body, headers: { 'content-type': contentType } });
const refusal = (field: string, code = 'INVALID_INPUT') => ({ error: { code, details: { field } } });

describe('a body', () => {
  it.each([
    ['a lone surrogate in a text', String.raw`{"name":"Ann\ud800"}`, 'name'],
    ['a lone surrogate where any value is taken', String.raw`{"name":"Ann","deep":[{"a":"\udc00"}]}`, 'deep.0.a'],
    ['a lone surrogate in a name', String.raw`{"name":"Ann","deep":{"\ud800":1}}`, 'deep.\ufffd'],
    ['a name __proto__', '{"name":"Ann","facts":{"entries":{"__proto__":{}}}}', 'facts.entries.__proto__'],
    ['an escaped name __proto__', String.raw`{"name":"Ann","deep":{"\u005f_proto__":{}}}`, 'deep.__proto__'],
    ['a fact named constructor', '{"name":"Ann","facts":{"entries":{"constructor":{}}}}', 'facts.entries.constructor'],
    ['a statistic named toString', '{"name":"Ann","facts":{"stats":{"toString":1}}}', 'facts.stats.toString'],
    ['bytes that were no UTF-8', '{"name":"Ann\ufffd"}', 'body'],
    ['a field without a name', '{"name":"Ann","":1}', '""'],
    ['no JSON', '{"name":', 'body'],
    ['a list', '[]', 'body'],
    ['null', 'null', 'body'],
    ['nothing', '', 'name'],
  ])('is refused with %s, by the name of the field', async (_, body, field) => {
    expect(await post(body)).toMatchObject({ status: 400, ...refusal(field) });
  });

  it('of too many levels is refused, however many they are', async () => {
    const nested = (levels: number) => `{"name":"Ann","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect((await post(nested(19))).status).toBe(201);
    for (const levels of [20, 100_000]) expect((await post(nested(levels))).status).toBe(400);
    expect((await post(`{"name":"Ann","deep":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`)).status).toBe(400);
  });

  it('in base64 is refused unless its bytes are UTF-8', async () => {
    const send = async (bytes: Buffer) => {
      const event = { ...httpEvent(Write, { as, body: '{}' }), body: bytes.toString('base64'), isBase64Encoded: true };
      return (await door(event, { awsRequestId: '1' } as never)).statusCode;
    };
    expect(await send(Buffer.from('{"name":"José"}'))).toBe(201);
    expect(await send(Buffer.from('{"name":"José"}', 'latin1'))).toBe(400);
    expect(await send(Buffer.from([0x7b, 0xff, 0x7d]))).toBe(400);
  });

  it('is JSON by its Content-Type', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])
      expect((await post('{"name":"Ann"}', type)).status).toBe(201);
    for (const type of [
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
      'application/jsonp',
    ])
      expect(await post('{"name":"Ann"}', type)).toMatchObject({
        status: 415,
        ...refusal('content-type', 'UNSUPPORTED_MEDIA_TYPE'),
      });
  });

  it('of which a field has an endless name is refused with the beginning of it', async () => {
    const reply = await post(JSON.stringify({ name: 'Ann', [`${'😀'.repeat(100_000)}`]: 1 }));
    expect(reply.status).toBe(400);
    expect(String(reply.error.details.field).length).toBeLessThan(210);
    expect(reply.text?.length).toBeLessThan(2_000);
  });
});

describe('a number in a query', () => {
  it.each(['0x10', '1e1', '5.0', ' 5', '+5', '-5', '', '٣', '0', '101', '9'.repeat(50)])(
    'is decimal digits in its bounds: not %j',
    async (limit) => {
      expect(await ask(door, List, { query: { limit } })).toMatchObject({ status: 400, ...refusal('limit') });
    },
  );
  it('may have leading zeros, and a default', async () => {
    expect((await ask(door, List, { query: { limit: '007' } })).data).toEqual([7]);
    expect((await ask(door, List)).data).toEqual([20]);
  });
});

describe('a failure', () => {
  const fails = (error: unknown) => ask(http(on(List, () => Promise.reject(error))), List);
  const sdk = (name: string, httpStatusCode: number) =>
    Object.assign(new Error('from AWS'), { name, $metadata: { httpStatusCode }, $fault: 'client' });

  it.each([
    ['a throttle of KMS', sdk('ThrottlingException', 400)],
    ['a throttle of a table', sdk('ProvisionedThroughputExceededException', 400)],
    ['a fault of KMS', sdk('KMSInternalException', 500)],
    ['no answer', Object.assign(new Error('socket'), { name: 'TimeoutError' })],
    ['a write that met others', new DomainError('UNAVAILABLE', 'Too busy.')],
  ])('of a dependency that is busy says when to try again: %s', async (_, error) => {
    const reply = await fails(error);
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(reply.error).toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 1 } });
    expect(reply.text).not.toContain('from AWS');
  });

  it('that knows how long it lasts says so', async () => {
    const reply = await fails(new DomainError('UNAVAILABLE', 'Later.', { retryAfter: 30 }));
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
  });

  it.each([sdk('AccessDeniedException', 400), sdk('InvalidCiphertextException', 400), new TypeError('x is undefined')])(
    'that no later try mends is ours: %s',
    async (error) => {
      const reply = await fails(error);
      expect(reply).toMatchObject({ status: 500, error: { code: 'INTERNAL' } });
      expect(reply.headers).not.toHaveProperty('retry-after');
    },
  );
});

describe('a refused input', () => {
  const shown = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return shownError(error as DomainError);
    }
  };

  it('names every bad field with its reason, without the field in it again', () => {
    const schema = z.strictObject({ name: z.string('must be a name'), deep: z.strictObject({ n: z.int('must be whole') }) });
    expect(shown(() => check(schema, { name: 1, deep: { n: 1.5, m: 1 }, admin: true }))).toEqual({
      code: 'INVALID_INPUT',
      message: 'name: must be a name',
      details: {
        field: 'name',
        fields: [
          { field: 'name', message: 'must be a name' },
          { field: 'deep.n', message: 'must be whole' },
          { field: 'deep.m', message: 'unknown field' },
          { field: 'admin', message: 'unknown field' },
        ],
      },
    });
  });

  it('by a use case has the same form', () => {
    expect(shownError(invalid('legs.0.line', 'moneyline has no line.'))).toEqual({
      code: 'INVALID_INPUT',
      message: 'moneyline has no line.',
      details: { field: 'legs.0.line', fields: [{ field: 'legs.0.line', message: 'moneyline has no line.' }] },
    });
  });
});
