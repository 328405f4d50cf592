import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import type { LimitState } from '#core/limits';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { Limit } from '#schemas/contract';
import { nameOf } from '../../core/limits/caller-rules.ts';
import { limitText } from '../../docs/limit-text.ts';
import { callerRows, useCallerRows } from '../../test/support/caller-rows.ts';
import { assertAllowed, countAction, countRoute } from './limits.ts';

process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 20, freePerMinute: 100, premiumPerMinute: 300 });

const now = new Date('2026-11-23T12:00:00.000Z');
const DAY = 86_400_000;
const user = (age: number): User => ({
  kind: 'user',
  userId: newId<UserId>(new Date(now.getTime() - age)),
  role: 'user',
  tier: 'free',
  origin: 'o1',
});
const old = user(30 * DAY);

/** Thirty calls a minute and four hundred a day; a young account has a hundred a day. */
const Follow = {
  name: 'Follow',
  limits: [
    { calls: 400, seconds: 86_400, youngCalls: 100 },
    { calls: 30, seconds: 60 },
  ],
};

let updates = 0;
beforeEach(() => {
  callerRows.clear();
  updates = 0;
  useCallerRows(async () => void updates++);
});
const counter = (rule: string, seconds: number) => nameOf({ rule, limit: { calls: 1, seconds } }, now);
const rowOf = ({ userId }: User) => callerRows.get(`user#${userId}`) ?? {};
const used = (actor: User, rule: string, seconds: number, calls: number) =>
  callerRows.set(`user#${actor.userId}`, { ...rowOf(actor), [counter(rule, seconds)]: calls });
/** The counters of all rows, by their names. */
const counters = () =>
  [...callerRows.values()].flatMap((row) => Object.keys(row).filter((name) => /^[\w-]{3}:[0-9a-z]/.test(name)));
const call = (actor: User, contract: { name: string; limits?: readonly Limit[] } = Follow) =>
  countRoute(contract, { actor, network: '192.0.2.1', now }).then(({ state }) => state);
const callsOf = (actor: User, rule: string, seconds: number) => rowOf(actor)[counter(rule, seconds)];
async function times(calls: number, actor: User) {
  let state: LimitState | undefined;
  for (let i = 0; i < calls; i++) state = await call(actor);
  return state;
}

it('a limit over several routes counts the calls of all of them together', async () => {
  const limits = [{ calls: 3, seconds: 60, over: 'feeds' }];
  const allowed = [];
  for (const name of ['GetFeed', 'GetTrending', 'GetFeed', 'GetTrending'])
    allowed.push((await call(old, { name, limits }))?.allowed);
  expect(allowed).toEqual([true, true, true, false]);
  expect(callsOf(old, 'feeds', 60)).toBe(4);
});

describe('a route of several limits', () => {
  it('counts each of them, and the tier', async () => {
    await call(old);
    expect([callsOf(old, 'tier', 60), callsOf(old, 'Follow', 60), callsOf(old, 'Follow', 86_400)]).toEqual([1, 1, 1]);
    expect(updates).toBe(1);
  });
  it('replies with the limit that has the fewest calls left', async () => {
    expect(await times(10, old)).toMatchObject({ allowed: true, limit: 30, remaining: 20 });
  });
  it('does not count a call for the day that the minute refuses', async () => {
    expect(await times(50, old)).toMatchObject({ allowed: false, limit: 30, resetSeconds: 60 });
    expect(callsOf(old, 'Follow', 86_400)).toBe(30);
  });
  it('refuses a call over the day’s limit', async () => {
    used(old, 'Follow', 86_400, 400);
    const state = await call(old);
    expect(state).toMatchObject({ allowed: false, limit: 400 });
    expect(() => assertAllowed(state)).toThrow(
      expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfter: 43_200 } }),
    );
  });
  it('gives a young account less', async () => {
    const young = user(DAY - 1);
    used(young, 'Follow', 86_400, 100);
    expect(await call(young)).toMatchObject({ allowed: false, limit: 100 });
    const grown = user(DAY);
    used(grown, 'Follow', 86_400, 100);
    expect(await call(grown)).toMatchObject({ allowed: true });
  });
  it('leaves limits of accepted calls to the use case', async () => {
    await call(old, { name: 'Place', limits: [{ calls: 10, seconds: 3600, counts: 'accepted' }] });
    expect(counters()).toEqual([counter('tier', 60)]);
  });
});

describe("a socket's action", () => {
  it('counts its own limits per user, and no tier', async () => {
    await countAction(Follow, old.userId, now);
    expect(counters().toSorted()).toEqual([counter('Follow', 60), counter('Follow', 86_400)].toSorted());
  });
  it('without limits counts nothing and is allowed', async () => {
    const { state } = await countAction({ name: 'Ping' }, old.userId, now);
    expect(state).toBeUndefined();
    expect(() => assertAllowed(state)).not.toThrow();
    expect(updates).toBe(0);
  });
});

describe('the text of limits in the documents', () => {
  it.each<[readonly Limit[], string | undefined]>([
    [[], undefined],
    [[{ calls: 60, seconds: 60 }], 'At most 60 calls a minute.'],
    [[{ calls: 10, seconds: 3600, counts: 'accepted' }], 'At most 10 accepted calls an hour.'],
    [Follow.limits, 'At most 400 calls a day (100 for accounts younger than 24 hours), and 30 calls a minute.'],
    [[{ calls: 1, seconds: 3 }], 'At most 1 calls in 3 s.'],
    [[{ calls: 30, seconds: 60, over: 'feeds' }], 'At most 30 calls a minute of all feeds together.'],
  ])('of %o', (limits, text) => {
    expect(limitText(limits)).toBe(text);
  });
});
