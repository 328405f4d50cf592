import { describe, expect, it } from 'vitest';
import { LINKED_BOOKS, type LinkStore } from '#schemas/deeplinks';
import { RESTRICTED_REGIONS, Region } from '#schemas/regions';
import { LEAGUE_NAMES } from '#schemas/sports';
import { BOOKS, type BookRow, bookNamed } from './books.ts';
import { addressAt, disclosureOf, suppression } from './link-rules.ts';

const STORES: readonly LinkStore[] = ['app_store', 'play_store', 'web'];
const CLICK = 'A_click-id_of_22_chars';
const parts = { store: 'web', league: 'nfl', region: 'US-NJ', click: CLICK, affiliate: undefined } as const;
const web = { store: 'web', league: null } as const;
const suppressedBy = (book: BookRow, regions: readonly string[], age: number, store: LinkStore = 'web') =>
  suppression(book, { regions, age }, { ...web, store })?.details ?? null;

describe.each(LINKED_BOOKS.map((key) => [key, BOOKS[key]] as const))('the row of %s', (key, book) => {
  it('has regions as callers have them, none of them restricted', () => {
    expect(book.regions.filter((region) => !Region.safeParse(region).success || RESTRICTED_REGIONS.includes(region))).toEqual([]);
    expect(new Set(book.regions).size).toBe(book.regions.length);
  });
  it('makes an https address of its own hosts for each region, store and league, which names the click and the affiliate', () => {
    for (const region of book.regions)
      for (const store of STORES.filter((one) => book.urls[one] !== null))
        for (const league of [null, ...LEAGUE_NAMES]) {
          const url = new URL(addressAt(book, { store, league, region, click: CLICK, affiliate: 'us&a=b' }));
          expect([url.protocol, book.hosts.includes(url.host), url.hash]).toEqual(['https:', true, '']);
          expect(url.href).not.toMatch(/[{}]/);
          expect([...url.searchParams].toSorted()).toEqual(
            [
              [book.clickParameter, CLICK],
              [book.affiliateParameter, 'us&a=b'],
            ].toSorted(),
          );
        }
  });
  it('names us only where we have a registration, and says which it is', () => {
    expect([...new URL(addressAt(book, parts)).searchParams.keys()]).toEqual([book.clickParameter]);
    expect(disclosureOf(book, undefined)).toContain('not paid');
    expect(disclosureOf(book, 'us')).toMatch(new RegExp(`paid by ${book.title}`));
  });
  it('is closed in each region that its licence does not cover, and where the person lives in one', () => {
    for (const region of ['US-TX', 'US-UT', 'CA-QC', 'FR']) {
      expect(suppressedBy(book, [region], 40)).toEqual({ reason: 'licence' });
      expect(suppressedBy(book, ['US-NJ', region], 40)).toEqual({ reason: 'licence' });
    }
    expect(suppressedBy(book, ['US-NJ', 'US-PA'], 40)).toBeNull();
  });
  it('is closed below the greatest of the ages that the book and the regions ask for', () => {
    const least = Math.max(21, book.minimumAge ?? 0);
    expect(suppressedBy(book, ['US-NJ'], least - 1)).toEqual({ reason: 'age', minimumAge: least });
    expect(suppressedBy(book, ['US-NJ'], least)).toBeNull();
    const inKentucky = Math.max(18, book.minimumAge ?? 0);
    expect(suppressedBy(book, ['US-KY'], inKentucky)).toBeNull();
    expect(suppressedBy(book, ['US-KY'], inKentucky - 1)).toEqual({ reason: 'age', minimumAge: inKentucky });
    expect(suppressedBy(book, ['US-KY', 'US-NJ'], 20)).toEqual({ reason: 'age', minimumAge: least });
  });
  it('is closed to an app of a store that it has no address for', () => {
    for (const store of STORES)
      expect(suppressedBy(book, ['US-NJ'], 40, store)).toEqual(book.urls[store] === null ? { reason: 'store' } : null);
  });
  it('is found by its name, however it is written', () => {
    for (const name of [key, book.title, book.title.toUpperCase(), ` ${key.slice(0, 3)} ${key.slice(3)}.`])
      expect(bookNamed(name)).toBe(key);
  });
});

it.each(['', 'pinnacle', 'draftkings.evil', '__proto__', 'constructor', 'https://draftkings.com'])(
  'no book is found by %j',
  (name) => expect(bookNamed(name)).toBeNull(),
);

describe('a row that is wrong', () => {
  it.each([
    'http://www.bet365.com/{league}',
    'https://www.bet365.com.evil.example/{league}',
    'https://www.bet365.com:8443/{league}',
    'https://evil.example/?www.bet365.com',
    'https://www.bet365.com@evil.example/{league}',
    'https://user:pass@www.bet365.com/{league}',
    'javascript:alert(1)',
    'data:text/html,www.bet365.com',
  ])('with %j leads nowhere', (url) => {
    const book = { ...BOOKS.bet365, urls: { app_store: null, play_store: null, web: url } };
    expect(() => addressAt(book, parts)).toThrow('an address that its row does not allow');
  });
  it('has no address for a store that it names none for', () =>
    expect(() => addressAt(BOOKS.bet365, { ...parts, store: 'app_store' })).toThrow('no link for app_store'));
});
