import { describe, expect, it } from 'vitest';
import { hasLink } from './links.ts';

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
  });
  it.each(['-3.5 and +110', 'Dogs only.Cats never', 'e.g. this', '1.95 at home', 'U.S. team', 'ann@home', 'a:b // c', ''])(
    'is not in %j',
    (text) => {
      expect(hasLink(text)).toBe(false);
    },
  );
});
