import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldWithinBounds,
  lineFor,
  mainLines,
  type Quote,
  quotesFor,
  selectionsIn,
  sheetHash,
  sheetOf,
  withinBounds,
} from './price-sheet.ts';

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

describe('sheetOf()', () => {
  it('groups quotes by market and line, and the books of each selection', () => {
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
  it('does not depend on the order of the quotes', () => {
    const hash = sheetHash(sheetOf('american', quotes));
    fc.assert(
      fc.property(fc.shuffledSubarray(quotes, { minLength: quotes.length }), (shuffled) => {
        expect(sheetHash(sheetOf('american', shuffled))).toBe(hash);
      }),
    );
  });
  it('has another sheetHash() with any other price, book or line', () => {
    const others = quotes.map((_, i) => quotes.with(i, { ...(quotes[i] as Quote), price: '+999' }));
    const hashes = [quotes, quotes.slice(1), ...others].map((all) => sheetHash(sheetOf('american', all)));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

const onPlayer = (subject: string, stat: string, line: string, book = 'a'): Quote => ({
  ...quote(book, 'over', line, '-110'),
  market: 'player_total',
  subject,
  stat,
});

describe('a sheet on players', () => {
  it('groups quotes by player, statistic and line', () => {
    const { lines } = sheetOf('american', [
      onPlayer('Kupp', 'receptions', '10.5'),
      onPlayer('Kupp', 'receptions', '7.5'),
      onPlayer('Kupp', 'reception_yards', '88.5'),
      onPlayer('Diggs', 'receptions', '6.5'),
    ]);
    expect(lines.map(({ subject, stat, line }) => [subject, stat, line])).toEqual([
      ['Diggs', 'receptions', '6.5'],
      ['Kupp', 'reception_yards', '88.5'],
      ['Kupp', 'receptions', '7.5'],
      ['Kupp', 'receptions', '10.5'],
    ]);
  });
  it('has a main line for each player and statistic: the one with the most prices', () => {
    const { lines } = sheetOf('american', [
      onPlayer('Kupp', 'receptions', '6.5'),
      onPlayer('Kupp', 'receptions', '7.5'),
      onPlayer('Kupp', 'receptions', '7.5', 'b'),
      onPlayer('Kupp', 'reception_yards', '88.5'),
      onPlayer('Diggs', 'receptions', '6.5'),
    ]);
    expect([...mainLines(lines)].map(({ subject, stat, line }) => `${subject} ${stat} ${line}`)).toEqual([
      'Diggs receptions 6.5',
      'Kupp reception_yards 88.5',
      'Kupp receptions 7.5',
    ]);
  });
  it('is not cut by withinBounds() while it is small', () => {
    const sheet = sheetOf('american', [onPlayer('Kupp', 'receptions', '7.5')]);
    expect(withinBounds(sheet)).toEqual({ sheet, leftOut: 0 });
    expect(withinBounds(sheetOf('american', []))).toMatchObject({ leftOut: 0 });
  });
  it('is cut to the hundred players with the most prices; of equals, the first by name', () => {
    const many = Array.from({ length: 120 }, (_, i) => onPlayer(`P${String(i).padStart(3, '0')}`, 'receptions', '1.5'));
    const { sheet, leftOut } = withinBounds(sheetOf('american', [...many, onPlayer('P119', 'receptions', '1.5', 'b')]));
    const kept = new Set(sheet.lines.map(({ subject }) => subject));
    expect([kept.size, leftOut, kept.has('P119'), kept.has('P098'), kept.has('P099')]).toEqual([100, 20, true, true, false]);
  });
  it('stays under half of an item’s size for any quotes', () => {
    const names = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' });
    const flood = Array.from({ length: 4_000 }, (_, i) => onPlayer(`P${i % 90}`, 'receptions', `${i % 500}.5`, `book_${i % 40}`));
    fc.assert(
      fc.property(names, (name) => {
        const { sheet, leftOut } = withinBounds(
          sheetOf(
            'american',
            flood.map((one) => ({ ...one, subject: `${one.subject} ${name}` })),
          ),
        );
        expect(Buffer.byteLength(JSON.stringify(sheet))).toBeLessThanOrEqual(200_000);
        expect(leftOut + new Set(sheet.lines.map(({ subject }) => subject)).size).toBe(90);
      }),
      { numRuns: 20 },
    );
  });
});

const onWinner = (selection: string, book = 'a', price = '+4000'): Quote => ({
  ...quote(book, selection, null, price),
  market: 'outright',
});

describe('a sheet on the winner of a field', () => {
  const field = [onWinner('Shane Lowry'), onWinner('Åberg'), onWinner('Adam Scott'), onWinner('Adam Scott', 'b', '+3500')];
  it('has the competitors in the order of their names, whatever the order of the quotes', () => {
    const { lines } = sheetOf('american', field);
    expect(lines).toEqual([
      {
        market: 'outright',
        line: null,
        prices: { 'Adam Scott': { a: '+4000', b: '+3500' }, 'Shane Lowry': { a: '+4000' }, Åberg: { a: '+4000' } },
      },
    ]);
    expect(lines.flatMap(selectionsIn)).toEqual(['Adam Scott', 'Shane Lowry', 'Åberg']);
    expect(sheetHash(sheetOf('american', field.toReversed()))).toBe(sheetHash(sheetOf('american', field)));
  });
  it('has no price under a name that every object has', () => {
    const [line] = sheetOf('american', field).lines;
    for (const name of ['constructor', '__proto__', 'toString', 'Nobody']) expect(line && quotesFor(line, name)).toEqual({});
  });
  it('is not cut by fieldWithinBounds() at 156 competitors and 20 books, nor where there is no field', () => {
    const names = Array.from({ length: 156 }, (_, i) => `Christiaan Bezuidenhout ${i}`);
    const sheet = sheetOf(
      'american',
      names.flatMap((name) => Array.from({ length: 20 }, (_, n) => onWinner(name, `williamhill_${n}`))),
    );
    expect(fieldWithinBounds(sheet)).toEqual({ sheet, leftOut: 0 });
    const game = sheetOf('american', quotes);
    expect(fieldWithinBounds(game)).toEqual({ sheet: game, leftOut: 0 });
  });
  it('is cut to the two hundred competitors with the most prices; of equals, the first by name', () => {
    const many = Array.from({ length: 230 }, (_, i) => onWinner(`P${String(i).padStart(3, '0')}`));
    const { sheet, leftOut } = fieldWithinBounds(sheetOf('american', [...many, onWinner('P229', 'b')]));
    const kept = Object.keys(sheet.lines[0]?.prices ?? {});
    expect([kept.length, leftOut, kept.includes('P229'), kept.includes('P198'), kept.includes('P199')]).toEqual([
      200,
      30,
      true,
      true,
      false,
    ]);
  });
  it('stays under half of an item’s size for any names and books', () => {
    const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (name, books) => {
        const flood = Array.from({ length: 200 }, (_, i) =>
          Array.from({ length: books }, (_, n) => onWinner(`${i} ${name}`, `book_${n}`)),
        ).flat();
        const { sheet, leftOut } = fieldWithinBounds(sheetOf('american', flood));
        expect(Buffer.byteLength(JSON.stringify(sheet))).toBeLessThanOrEqual(200_000);
        expect(leftOut + Object.keys(sheet.lines[0]?.prices ?? {}).length).toBe(200);
      }),
      { numRuns: 20 },
    );
  });
});

describe('lineFor()', () => {
  it.each([
    ['spread', 'home', '-3', '-3'],
    ['spread', 'away', '-3', '+3'],
    ['spread', 'away', '+2.75', '-2.75'],
    ['spread', 'away', '0', '0'],
    ['three_way_handicap', 'away', '-1', '-1'],
    ['total', 'over', '48.5', '48.5'],
    ['moneyline', 'away', null, null],
  ] as const)('%s %s of %s is %s', (market, selection, line, expected) =>
    expect(lineFor(market, selection, line)).toBe(expected),
  );
});
