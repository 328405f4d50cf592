import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, type Quote, sheetOf } from './price-sheet.ts';

const quote = (book: string, selection: Quote['selection'], line: string | null, price: string): Quote => ({
  book,
  title: book.toUpperCase(),
  market: line === null ? 'moneyline' : selection === 'over' || selection === 'under' ? 'total' : 'spread',
  selection,
  line,
  price,
});
const quotes = [
  quote('b', 'under', '48.5', '-101'),
  quote('a', 'home', '-3', '-110'),
  quote('b', 'home', '-3.5', '+100'),
  quote('a', 'away', '-3', '-112'),
  quote('b', 'home', '-3', '-108'),
  quote('a', 'home', null, '-160'),
  quote('a', 'over', '48.5', '-109'),
];

describe('a sheet of prices', () => {
  it('stands by market and line, each selection’s books together', () => {
    expect(sheetOf('american', quotes)).toEqual({
      format: 'american',
      books: { a: 'A', b: 'B' },
      lines: [
        { market: 'moneyline', line: null, prices: { home: { a: '-160' } } },
        { market: 'spread', line: '-3.5', prices: { home: { b: '+100' } } },
        { market: 'spread', line: '-3', prices: { home: { a: '-110', b: '-108' }, away: { a: '-112' } } },
        { market: 'total', line: '48.5', prices: { over: { a: '-109' }, under: { b: '-101' } } },
      ],
    });
  });
  it('is the same in whatever order its quotes come', () => {
    const hash = hashOf(sheetOf('american', quotes));
    fc.assert(
      fc.property(fc.shuffledSubarray(quotes, { minLength: quotes.length }), (shuffled) => {
        expect(hashOf(sheetOf('american', shuffled))).toBe(hash);
      }),
    );
  });
  it('is another with any other price, book or line', () => {
    const others = quotes.map((_, i) => quotes.with(i, { ...(quotes[i] as Quote), price: '+999' }));
    const hashes = [quotes, quotes.slice(1), ...others].map((all) => hashOf(sheetOf('american', all)));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
