import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { User } from '#actor';
import { countCaller } from '#core/limits';
import { newestPrivacy } from '#core/users';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { contract, PUBLIC_SECONDS } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { ask } from '../../test/support/http-event.ts';
import { http, on } from './http.ts';
import { forgetAnswers } from './public-answers.ts';

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
vi.mock('#core/users', async (original) => ({ ...(await original<typeof import('#core/users')>()), newestPrivacy: vi.fn() }));
process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 60, premiumPerMinute: 300 });

const Count = contract({
  name: 'CountThings',
  method: 'GET',
  path: '/api/v1/things/{thing}',
  tag: 'things',
  summary: 'Things.',
  access: 'public',
  params: z.strictObject({ thing: z.string() }),
  query: z.strictObject({ of: z.string().optional() }),
  replies: { 200: z.strictObject({ n: z.int() }) },
  errors: ['NOT_FOUND'],
  publicSeconds: PUBLIC_SECONDS,
});
let calls = 0;
const door = http(
  on(Count, async ({ params }) => {
    calls += 1;
    if (params.thing === 'none') throw new DomainError('NOT_FOUND', 'No such thing.');
    return { n: calls };
  }),
);
const ann: User = { kind: 'user', userId: 'u1' as UserId, role: 'user', tier: 'free', origin: 'o1' };
const get = (asked: object = {}) => ask(door, Count, { params: { thing: 'a' }, ...asked });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T12:00:00.000Z') });
  forgetAnswers();
  calls = 0;
  vi.mocked(newestPrivacy).mockResolvedValue(0);
  vi.mocked(countCaller).mockReset();
  vi.mocked(countCaller).mockResolvedValue({ state: { allowed: true, limit: 60, remaining: 59, resetSeconds: 42 }, against: {} });
});
afterEach(() => void vi.useRealTimers());

it('an answer to a caller without a token is repeated to others for 30 seconds, and each call is counted', async () => {
  const first = await get({ ip: '192.0.2.1' });
  expect(first).toMatchObject({ data: { n: 1 }, headers: { 'cache-control': 'private, no-cache' } });
  vi.setSystemTime(new Date('2026-11-23T12:00:29.000Z'));
  const second = await get({ ip: '192.0.2.2' });
  expect(second).toMatchObject({ data: { n: 1 }, headers: { 'ratelimit-limit': '60' } });
  expect(countCaller).toHaveBeenCalledTimes(2);
  vi.setSystemTime(new Date('2026-11-23T12:00:30.000Z'));
  expect(await get()).toMatchObject({ data: { n: 2 } });
});

it('no answer is repeated once an account has become private, nor kept in the two seconds after that', async () => {
  await get();
  vi.mocked(newestPrivacy).mockResolvedValue(Date.now());
  expect(await get()).toMatchObject({ data: { n: 2 } });
  vi.setSystemTime(new Date('2026-11-23T12:00:02.000Z'));
  expect(await get()).toMatchObject({ data: { n: 3 } });
  vi.setSystemTime(new Date('2026-11-23T12:00:02.001Z'));
  expect([await get(), await get()]).toMatchObject([{ data: { n: 4 } }, { data: { n: 4 } }]);
});

it('a caller with a token gets an answer of their own, which is not kept', async () => {
  await get();
  const own = await get({ as: ann });
  expect(own).toMatchObject({ data: { n: 2 } });
  expect(await get({ as: ann })).toMatchObject({ data: { n: 3 } });
  expect(await get()).toMatchObject({ data: { n: 1 } });
});

it('another path or query is another answer, and a refusal is not kept', async () => {
  expect([await get(), await get({ query: { of: 'b' } }), await get({ params: { thing: 'b' } })]).toMatchObject([
    { data: { n: 1 } },
    { data: { n: 2 } },
    { data: { n: 3 } },
  ]);
  const none = { params: { thing: 'none' } };
  expect(await get(none)).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
  await get(none);
  expect(calls).toBe(5);
});

it('a call that a limit refuses gets no kept answer', async () => {
  await get();
  vi.mocked(countCaller).mockResolvedValue({ state: { allowed: false, limit: 60, remaining: 0, resetSeconds: 42 }, against: {} });
  expect((await get()).status).toBe(429);
});

it('a function keeps a hundred answers', async () => {
  for (let i = 0; i < 101; i++) await get({ query: { of: String(i) } });
  expect(await get({ query: { of: '1' } })).toMatchObject({ data: { n: 2 } });
  expect(await get({ query: { of: '0' } })).toMatchObject({ data: { n: 102 } });
});

it('the public reads that may cost over a hundred units are the ones that are kept', () => {
  const kept = Object.values(ROUTES).flatMap((routes) =>
    routes.filter((route) => 'publicSeconds' in route).map(({ name }) => name),
  );
  expect(kept).toEqual(['ListSports', 'ListPicks', 'ListUserPicks', 'GetUserStats']);
});
