import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { hasLink, isYoung, youngRefusal } from './young-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const before = (ms: number) => newId<UserId>(new Date(now.getTime() - ms));

it('an account is young for a day', () => {
  expect([isYoung(before(86_399_999), now), isYoung(before(86_400_000), now)]).toEqual([true, false]);
});

describe('a link', () => {
  it.each([
    'https://example.com',
    'see HTTP://x.y',
    'tg://join',
    'www.picks',
    'go to picks.bet now',
    'sub.domain.co.uk/x',
    '(best-picks.com)',
    'Пикс.com',
  ])('is in %j', (text) => {
    expect(hasLink(text)).toBe(true);
    expect(youngRefusal(text)?.details).toEqual({ field: 'text' });
  });
  it.each(['-3.5 and +110', 'Dogs only.Cats never', 'e.g. this', '1.95 at home', 'U.S. team', 'ann@home', 'a:b // c', ''])(
    'is not in %j',
    (text) => {
      expect(hasLink(text)).toBe(false);
      expect(youngRefusal(text)).toBeNull();
    },
  );
});
