import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { User } from '#actor';
import { countCaller } from '#core/limits';
import { noteReplay } from '#platform/replay-note';
import type { UserId } from '#schemas/common';
import { contract } from '#schemas/contract';
import { openApi } from '../../docs/openapi.ts';
import { ask } from '../../test/support/http-event.ts';
import { http, on } from './http.ts';

/** Contracts of kinds that no route uses yet. */

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 60, premiumPerMinute: 300 });
beforeEach(
  () =>
    void vi
      .mocked(countCaller)
      .mockResolvedValue({ state: { allowed: true, limit: 60, remaining: 59, resetSeconds: 42 }, against: {} }),
);

const ann: User = { kind: 'user', userId: 'u1' as UserId, role: 'user', tier: 'free', origin: 'o1' };
const made = { tag: 'things', summary: 'A thing.', errors: [] } as const;

const Remove = contract({
  ...made,
  name: 'RemoveThing',
  method: 'DELETE',
  path: '/api/v1/things',
  access: 'user',
  replies: { 204: 'empty' },
});
const Follow = contract({
  ...made,
  name: 'FollowLink',
  method: 'GET',
  path: '/go/{clickId}',
  access: 'public',
  params: z.strictObject({ clickId: z.string().meta({ description: 'A click.' }) }),
  replies: { 302: 'redirect' },
  errors: ['NOT_FOUND'],
});
const Share = contract({
  ...made,
  name: 'ShareThing',
  method: 'GET',
  path: '/share/thing',
  access: 'public',
  replies: { 200: { contentType: 'text/html; charset=utf-8' } },
});
const Association = contract({
  ...made,
  name: 'GetAssociation',
  method: 'GET',
  path: '/.well-known/apple-app-site-association',
  access: 'public',
  replies: { 200: { contentType: 'application/json' } },
});
const Text = z.strictObject({ kind: z.literal('text'), text: z.string() });
const Link = z.strictObject({ kind: z.literal('link'), url: z.string() });
const Post = contract({
  ...made,
  name: 'PostThing',
  method: 'POST',
  path: '/api/v1/things',
  access: 'user',
  idempotencyKey: 'required',
  body: z.discriminatedUnion('kind', [Text, Link]),
  replies: { 201: z.strictObject({ id: z.string() }), 202: z.strictObject({ waits: z.literal(true) }), 204: 'empty' },
});
const all = [Remove, Follow, Share, Association, Post];

type Posted = { status: 201; data: { id: string } } | { status: 202; data: { waits: true } } | { status: 204; data: undefined };
const post = vi.fn(async (_: object): Promise<Posted> => ({ status: 201, data: { id: 'a' } }));
const door = http(
  on(Remove, async () => {}),
  on(Follow, async ({ params }) => `https://book.example/${params.clickId}`),
  on(Share, async () => '<!doctype html><p>Hello'),
  on(Association, async () => '{"applinks":{}}'),
  on(Post, (call) => post(call)),
);
const send = (body: unknown, headers: Record<string, string> = { 'idempotency-key': 'k1' }) =>
  ask(door, Post, { as: ann, body, headers });
const text = { kind: 'text', text: 'hi' };
const limited = { 'ratelimit-limit': '60', 'ratelimit-remaining': '59', 'cache-control': 'no-store' };

describe('a reply without the envelope', () => {
  it('is empty under 204', async () => {
    const reply = await ask(door, Remove, { as: ann });
    expect(reply).toMatchObject({ status: 204, text: undefined, headers: limited });
    expect(reply.headers).not.toHaveProperty('content-type');
  });
  it('is a location under 302', async () => {
    const reply = await ask(door, Follow, { params: { clickId: 'c1' } });
    expect(reply).toMatchObject({ status: 302, text: undefined, headers: { ...limited, location: 'https://book.example/c1' } });
  });
  it('is the text of a page, with its type', async () => {
    const reply = await ask(door, Share);
    const headers = { ...limited, 'content-type': 'text/html; charset=utf-8' };
    expect(reply).toMatchObject({ status: 200, text: '<!doctype html><p>Hello', headers });
  });
  it('may be JSON of another shape, outside /api/v1', async () => {
    expect(await ask(door, Association)).toMatchObject({ status: 200, text: '{"applinks":{}}', applinks: {} });
  });
});

describe('a route of several statuses', () => {
  it.each<[Posted, string | undefined]>([
    [{ status: 201, data: { id: 'a' } }, '{"id":"a"}'],
    [{ status: 202, data: { waits: true } }, '{"waits":true}'],
    [{ status: 204, data: undefined }, undefined],
  ])('replies with the one that its handler names: %o', async (posted, data) => {
    post.mockResolvedValueOnce(posted);
    const reply = await send(text);
    expect(reply.status).toBe(posted.status);
    if (data === undefined) expect(reply.text).toBeUndefined();
    else expect(JSON.stringify(reply.data)).toBe(data);
  });
  it.each([
    ['a status that its contract does not have', { status: 200, data: { id: 'a' } }],
    ['the data of another status', { status: 202, data: { id: 'a' } }],
  ])('replies nothing of %s', async (_, posted) => {
    post.mockResolvedValueOnce(posted as never);
    expect(await send(text)).toMatchObject({ status: 500, error: { code: 'INTERNAL' } });
  });
});

describe('a body of several kinds', () => {
  it.each([[text], [{ kind: 'link', url: 'https://a.example' }]])('may be %o', async (body) => {
    expect((await send(body)).status).toBe(201);
    expect(post).toHaveBeenLastCalledWith(expect.objectContaining({ body }));
  });
  it.each([
    ['the fields of another kind', { ...text, url: 'x' }, 'url'],
    ['no field of its kind', { kind: 'link' }, 'url'],
    ['an unknown kind', { kind: 'poll' }, 'kind'],
  ])('with %s is refused by name', async (_, body, field) => {
    expect(await send(body)).toMatchObject({ status: 400, error: { code: 'INVALID_INPUT', details: { field } } });
  });
});

describe('a required Idempotency-Key', () => {
  it('is answered with a header when the reply is that of an earlier call', async () => {
    expect((await send(text)).headers).not.toHaveProperty('idempotency-replayed');
    post.mockImplementationOnce(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      noteReplay();
      return { status: 201, data: { id: 'a' } };
    });
    const [other, replayed] = await Promise.all([ask(door, Remove, { as: ann }), send(text)]);
    expect(replayed).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(other.headers).not.toHaveProperty('idempotency-replayed');
  });
  it('reaches the handler', async () => {
    await send(text, { 'idempotency-key': 'k2' });
    expect(post).toHaveBeenLastCalledWith(expect.objectContaining({ idempotencyKey: 'k2' }));
  });
  it.each([
    ['is missing', {}],
    ['is empty', { 'idempotency-key': '' }],
    ['is too long', { 'idempotency-key': 'k'.repeat(65) }],
    ['has a space', { 'idempotency-key': 'a b' }],
  ])('is refused when it %s', async (_, headers) => {
    expect(await send(text, headers)).toMatchObject({ status: 400, error: { details: { field: 'idempotency-key' } } });
  });
});

describe('OpenAPI', () => {
  const { paths = {} } = openApi(all);
  const replies = (path: string, method: 'get' | 'post' | 'delete') => paths[path]?.[method]?.responses ?? {};
  it('has an empty reply without content', () => {
    expect(replies('/api/v1/things', 'delete')['204']).not.toHaveProperty('content');
  });
  it('has the location of a redirect', () => {
    const redirect = replies('/go/{clickId}', 'get')['302'];
    expect(redirect).toMatchObject({ headers: { Location: { schema: { format: 'uri' } } } });
    expect(redirect).not.toHaveProperty('content');
  });
  it('has the type of a raw reply', () => {
    expect(replies('/share/thing', 'get')['200']).toMatchObject({ content: { 'text/html': {} } });
  });
  it('has every status of a route, and the errors that follow from its fields', () => {
    const statuses = Object.keys(replies('/api/v1/things', 'post'));
    expect(statuses).toEqual(['201', '202', '204', '400', '401', '403', '409', '413', '415', '429', '500', '503']);
    expect(replies('/api/v1/things', 'post')['409']).toEqual({ $ref: '#/components/responses/IdempotencyKeyReused' });
  });
  it('has each kind of a body, and the required header', () => {
    expect(paths['/api/v1/things']?.post).toMatchObject({
      parameters: [{ in: 'header', name: 'idempotency-key', required: true }],
      requestBody: {
        content: { 'application/json': { schema: { oneOf: [{ required: ['kind', 'text'] }, { required: ['kind', 'url'] }] } } },
      },
    });
  });
});
