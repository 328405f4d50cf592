import { describe, expect, it } from 'vitest';
import { limitReached } from './accepted-limits.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const counted = (seconds: number, calls: number, used: number | null, opensIn = seconds) => ({
  subject: 'user#u1',
  rule: 'CreatePost',
  limit: { calls, seconds, counts: 'accepted' as const },
  window: used === null ? null : { calls: used, closesAt: now.getTime() + opensIn * 1000 },
});

describe('limits of accepted calls', () => {
  it.each([
    ['no limit', []],
    ['a limit without an open window', [counted(60, 1, null)]],
    ['limits that each have one call left', [counted(60, 3, 2), counted(3600, 20, 19)]],
  ])('take one more call: %s', (_, limits) => {
    expect(limitReached(limits, now)).toBeNull();
  });
  it.each([
    ['one limit', [counted(3600, 10, 10, 1800)], 1800, 'At most 10 of these an hour. Try again in 1800 s.'],
    ['the longer of two', [counted(60, 3, 1), counted(3600, 20, 20)], 3600, 'At most 20 of these an hour. Try again in 3600 s.'],
    [
      'two, of which the shorter window closes last',
      [counted(60, 3, 3, 50), counted(3600, 20, 20, 9)],
      50,
      /3 of these a minute/,
    ],
    ['a limit of no calls', [counted(86_400, 0, null)], 86_400, /At most 0 of these a day/],
    ['a limit that was lowered below what was used', [counted(300, 2, 7)], 300, /2 of these in 300 s/],
  ])('refuse the next call by %s', (_, limits, retryAfter, message) => {
    expect(limitReached(limits, now)).toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringMatching(message),
      details: { retryAfter },
    });
  });
});
