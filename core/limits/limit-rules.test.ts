import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { limitFor, networkOf, stateOf, tightest } from './limit-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const limit = { calls: 3, seconds: 60 };
const called = (calls: number, seconds: number) => stateOf(limit, { calls, closesAt: now.getTime() + seconds * 1000 }, now);

describe('the state of a limit', () => {
  it.each([
    [1, true, 2],
    [3, true, 0],
    [4, false, 0],
    [40, false, 0],
  ])('after call %i: allowed %s, %i left', (calls, allowed, remaining) => {
    expect(called(calls, 30)).toEqual({ allowed, remaining, limit: 3, resetSeconds: 30 });
  });
  it('has a wait in whole seconds, rounded up and at least 1', () => {
    expect(called(1, 29.001).resetSeconds).toBe(30);
    expect(called(1, 0).resetSeconds).toBe(1);
    expect(called(1, -5).resetSeconds).toBe(1);
  });
});

describe('a limit that is lower for young accounts', () => {
  const lower = { ...limit, youngCalls: 1 };
  const DAY = 86_400_000;
  const aged = (ms: number) => newId<UserId>(new Date(now.getTime() - ms));
  it.each([
    ['an account of this moment', 0, 1],
    ['an account one millisecond short of a day', DAY - 1, 1],
    ['an account of a day', DAY, 3],
    ['an account of a year', 365 * DAY, 3],
  ])('allows %s of %i ms %i calls', (_, ms, calls) => {
    expect(limitFor(lower, aged(ms), now)).toMatchObject({ calls, seconds: 60 });
  });
  it('allows callers without an account as many as everybody', () => {
    expect(limitFor(lower, null, now).calls).toBe(3);
  });
  it('may allow young accounts no calls', () => {
    expect(limitFor({ ...limit, youngCalls: 0 }, aged(0), now).calls).toBe(0);
  });
  it('is the same for all accounts without youngCalls', () => {
    expect(limitFor(limit, aged(0), now)).toEqual(limit);
  });
});

describe('tightest()', () => {
  it('is the limit with the fewest calls left', () => {
    expect(tightest([called(1, 5), called(2, 50)])).toEqual(called(2, 50));
  });
  it('is a limit that refused, before all others', () => {
    expect(tightest([called(3, 50), called(4, 5)])).toEqual(called(4, 5));
  });
  it('is undefined without limits', () => {
    expect(tightest([])).toBeUndefined();
  });
});

describe('networkOf()', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['no address', 'no address'],
  ])('turns %s into %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
  it('differs between subscribers, and is one for each subscriber', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:aaaa::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect(networkOf('::ffff:192.0.2.1')).not.toBe(networkOf('::ffff:192.0.2.2'));
  });
});
