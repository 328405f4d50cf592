import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingLineValue } from '#core/grading';
import { formatDecimal, formatFraction } from '#core/odds';
import type { EventId } from '#schemas/common';
import { listedSelections, namesCompetitor, OFFERED_MARKETS } from '#schemas/markets';
import { Closing } from '#schemas/settlement';
import { type ClosedLeg, type ClosingPrices, closeFor, confirmedAt } from './closing-rules.ts';
import { type PriceSheet, type Quote, sheetOf } from './price-sheet.ts';

const start = '2026-09-13T17:00:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(start) - minutes * 60_000).toISOString();

/** `['a', 'home', '-3', '-110']`: a book's price of a selection at a line, a spread's from the home side. */
type QuoteRow = readonly [book: string, selection: string, line: string | null, price: string];
const quotes = (rows: readonly QuoteRow[], market: Quote['market'], more: Partial<Quote> = {}): Quote[] =>
  rows.map(([book, selection, line, price]) => ({ book, title: `${book} & Sons`, market, selection, line, price, ...more }));
const sheet = (...all: Quote[][]): PriceSheet => sheetOf('american', all.flat());
const closed = (main: PriceSheet, more: ClosingPrices = {}): ClosingPrices => ({
  main: { sheet: main, confirmedAt: ago(1) },
  ...more,
});
const american = (price: string) => ({ format: 'american' as const, price });

interface Taken extends Omit<ClosedLeg, 'period'> {
  readonly period?: string;
  readonly odds?: string;
  readonly book?: string;
}
const close = (prices: ClosingPrices, { odds: _, book, ...leg }: Taken) => closeFor(prices, { period: 'game', ...leg }, book);
/** The book of the close, and the closing line value: raw, fair, in probability, in points; `-` for null. */
const worth = (prices: ClosingPrices, taken: Taken): string | null => {
  const found = close(prices, taken);
  if (!found) return null;
  const closing = Closing.parse(found.closing);
  const value = closingLineValue({ ...taken, odds: american(taken.odds ?? '+100') }, closing, start);
  const shares = [value?.raw, value?.fair, value?.probability].map((part) => (part ? formatDecimal(part, 6) : '-'));
  return [`${found.book}:`, ...shares, value?.line ? formatFraction(value.line) : '-'].join(' ');
};

const moneyline = quotes(
  [
    ['a', 'home', null, '-150'],
    ['a', 'away', null, '+130'],
  ],
  'moneyline',
);
const spread = quotes(
  [
    ['a', 'home', '-3', '-110'],
    ['a', 'away', '-3', '-110'],
    ['b', 'home', '-3', '-108'],
    ['b', 'away', '-3', '-110'],
    ['c', 'home', '-3.5', '+100'],
    ['c', 'away', '-3.5', '-125'],
  ],
  'spread',
);

describe('closeFor() and the value of a price', () => {
  it('K1 to K3: took -125, closes -150/+130', () => {
    expect(worth(closed(sheet(moneyline)), { market: 'moneyline', selection: 'home', odds: '-125' })).toBe(
      'a: 0.080000 0.043697 0.044444 -',
    );
  });
  it('K4: took +110, closes +100/-120', () => {
    const total = quotes(
      [
        ['a', 'over', '44.5', '+100'],
        ['a', 'under', '44.5', '-120'],
      ],
      'total',
    );
    expect(worth(closed(sheet(total)), { market: 'total', selection: 'over', line: '44.5', odds: '+110' })).toBe(
      'a: 0.050000 0.004348 0.023810 0',
    );
  });
  it('K5: over 44.5 taken, closes 46, and nobody quotes 44.5 any more', () => {
    const total = quotes(
      [
        ['a', 'over', '46', '-110'],
        ['a', 'under', '46', '-110'],
      ],
      'total',
    );
    const prices = closed(sheet(total));
    expect(worth(prices, { market: 'total', selection: 'over', line: '44.5' })).toBe('a: - - - 3/2');
    expect(worth(prices, { market: 'total', selection: 'under', line: '44.5' })).toBe('a: - - - -3/2');
  });
  it('takes a spread from the picked side', () => {
    const prices = closed(sheet(spread));
    expect(close(prices, { market: 'spread', selection: 'away', line: '+3', book: 'a' })).toEqual({
      book: 'a',
      closing: {
        method: 'multiplicative',
        line: '+3',
        prices: [
          { selection: 'home', price: '-110', format: 'american', line: '+3' },
          { selection: 'away', price: '-110', format: 'american', line: '+3' },
        ],
        confirmedAt: ago(1),
      },
    });
    // Away +3.5 where +3 is the main line: half a point better, and c still quotes it.
    expect(worth(prices, { market: 'spread', selection: 'away', line: '+3.5', odds: '-110' })).toBe(
      'c: 0.060606 0.004785 0.031746 1/2',
    );
    expect(worth(prices, { market: 'spread', selection: 'home', line: '-3.5', odds: '+110' })).toBe(
      'c: 0.050000 -0.005263 0.023810 -1/2',
    );
    expect(worth(prices, { market: 'spread', selection: 'home', line: '+7' })).toBe('b: - - - 10');
  });
  it('reads a line of 0 in every spelling', () => {
    const even = quotes(
      [
        ['a', 'home', '0', '-110'],
        ['a', 'away', '0', '-110'],
      ],
      'spread',
    );
    for (const line of ['0', '-0', '+0.0'])
      expect(worth(closed(sheet(even)), { market: 'spread', selection: 'away', line, odds: '+100' })).toMatch(
        /^a: 0.047619 .* 0$/,
      );
  });
  it('keeps decimal prices', () => {
    const decimals = sheetOf(
      'decimal',
      quotes(
        [
          ['a', 'home', null, '1.9'],
          ['a', 'draw', null, '4'],
          ['a', 'away', null, '4.2'],
        ],
        'three_way',
      ),
    );
    const { closing } = close(closed(decimals), { market: 'three_way', selection: 'draw' }) ?? {};
    expect(closing?.prices).toEqual([
      { selection: 'home', price: '1.9', format: 'decimal' },
      { selection: 'draw', price: '4', format: 'decimal' },
      { selection: 'away', price: '4.2', format: 'decimal' },
    ]);
  });
});

describe('the book of closeFor()', () => {
  const taken = { market: 'spread', selection: 'home', line: '-3' } as const;
  const at = (prices: ClosingPrices, more: Partial<Taken>) => close(prices, { ...taken, ...more })?.book;

  it.each([
    ['a', 'a'],
    ['  A ', 'a'],
    ['A & sons', 'a'],
    ['somebody else', 'b'],
    ['', 'b'],
    [undefined, 'b'],
    ['__proto__', 'b'],
  ])('for %j is %s', (book, expected) => expect(at(closed(sheet(spread)), book === undefined ? {} : { book })).toBe(expected));
  it('is not the pick’s own if that does not quote the selection', () => {
    expect(at(closed(sheet(spread)), { book: 'c' })).toBe('b');
    const half = quotes([['d', 'away', '-3', '+200']], 'spread');
    expect(at(closed(sheet(spread, half)), { book: 'd' })).toBe('b');
  });
  it('has the least margin of those that quote the whole market; of equals, it is the first by key', () => {
    const one = quotes([['0', 'home', '-3', '+500']], 'spread');
    const equal = quotes(
      [
        ['ab', 'home', '-3', '-108'],
        ['ab', 'away', '-3', '-110'],
      ],
      'spread',
    );
    expect(at(closed(sheet(spread, one)), {})).toBe('b');
    expect(at(closed(sheet(spread, equal)), {})).toBe('ab');
  });
  it('may come from the alternate sheet if the main one lacks the line', () => {
    const alternate = {
      sheet: sheet(
        quotes(
          [
            ['x', 'home', '-7', '+250'],
            ['x', 'away', '-7', '-320'],
            ['x', 'home', '-3', '+150'],
            ['x', 'away', '-3', '+150'],
          ],
          'spread',
        ),
      ),
      confirmedAt: ago(9),
    };
    const prices = closed(sheet(spread), { alternate });
    expect(at(prices, {})).toBe('b');
    expect(at(prices, { book: 'x' })).toBe('x');
    const far = close(prices, { ...taken, line: '-7' });
    expect([far?.book, far?.closing.line, far?.closing.confirmedAt]).toEqual(['x', '-3', ago(9)]);
    expect(worth(prices, { ...taken, line: '-7', odds: '+300' })).toMatch(/^x: 0.142857 .* -4$/);
    expect(close({ alternate }, { ...taken, line: '-7' })).toBeNull();
  });
  it('is the pick’s own when the line has moved', () => {
    expect(at(closed(sheet(spread)), { line: '-10', book: 'a' })).toBe('a');
    expect(at(closed(sheet(spread)), { line: '-10' })).toBe('b');
  });
  it('is any where only the other side is quoted, with a line and no price', () => {
    const under = quotes([['a', 'under', '46', '-110']], 'total');
    expect(worth(closed(sheet(under)), { market: 'total', selection: 'over', line: '44.5' })).toBe('a: - - - 3/2');
    expect(worth(closed(sheet(under)), { market: 'total', selection: 'over', line: '46' })).toBe('a: - - - 0');
  });
});

describe('closeFor() of a player', () => {
  const receptions = (subject: string, rows: readonly QuoteRow[]) =>
    quotes(rows, 'player_total', { subject, stat: 'receptions' });
  const players = {
    sheet: sheet(
      receptions('Cooper Kupp', [
        ['a', 'over', '7.5', '-120'],
        ['a', 'under', '7.5', '-110'],
        ['b', 'over', '8.5', '+120'],
        ['b', 'under', '8.5', '-150'],
        ['c', 'over', '8.5', '+125'],
        ['c', 'under', '8.5', '-150'],
      ]),
      receptions('Stefon Diggs', [['a', 'over', '6.5', '+105']]),
      quotes(
        [
          ['a', 'yes', null, '-130'],
          ['b', 'yes', null, '-110'],
        ],
        'player_yes_no',
        { subject: 'Cooper Kupp', stat: 'touchdowns' },
      ),
    ),
    confirmedAt: ago(4),
  };
  const kupp = { market: 'player_total', selection: 'over', line: '7.5', subject: 'Cooper Kupp', stat: 'receptions' } as const;

  it('takes the player’s own statistic', () => {
    expect(worth({ players }, { ...kupp, odds: '+100' })).toMatch(/^a: 0.090909 .* 1$/);
    expect(worth({ players }, { ...kupp, line: '8.5', odds: '+130' })).toMatch(/^c: 0.022222 .* 0$/);
    expect(close({ players }, { ...kupp, subject: 'Cooper Krupp' })).toBeNull();
    expect(close({ players }, { ...kupp, stat: 'reception_yards' })).toBeNull();
    expect(close({ players }, { market: 'player_total', selection: 'over', line: '7.5' })).toBeNull();
  });
  it('takes the best price of `yes` alone, without a fair price', () => {
    const td = { market: 'player_yes_no', selection: 'yes', subject: 'Cooper Kupp', stat: 'touchdowns', odds: '+100' } as const;
    expect(worth({ players }, td)).toBe('b: 0.047619 - 0.023810 -');
    expect(worth({ players }, { ...td, book: 'A' })).toBe('a: 0.130435 - 0.065217 -');
    expect(close({ players }, { ...td, selection: 'no' })).toBeNull();
  });
});

describe('closeFor() is null', () => {
  const prices = closed(sheet(moneyline, spread));
  it.each<[string, Partial<Taken>]>([
    ['for a half', { period: 'H1' }],
    ['for a market that nobody quotes', { market: 'total', selection: 'over', line: '44.5' }],
    ['for a market that no provider has', { market: 'odd_even', selection: 'odd' }],
    ['for an unknown market', { market: 'constructor' }],
  ])('%s', (_, more) => expect(close(prices, { market: 'moneyline', selection: 'home', ...more })).toBeNull());
  it('without confirmed prices', () => expect(close({}, { market: 'moneyline', selection: 'home' })).toBeNull());
});

describe('confirmedAt()', () => {
  const id = '0190a000-0000-7000-8000-000000000001' as EventId;
  const poll = (minutes: number, more: object = {}) => ({ at: ago(minutes), missing: [], whole: true, ...more });
  it.each<[string, string | null, number, ReturnType<typeof poll>[]]>([
    ['is a poll within fifteen minutes of prices that are hours old', ago(2), 300, [poll(2), poll(9)]],
    ['is a poll exactly fifteen minutes before', ago(15), 300, [poll(15)]],
    ['is the write of the prices within fifteen minutes', ago(15), 15, []],
    ['is a write at the start', start, 0, []],
    ['is null after a poll sixteen minutes before', null, 300, [poll(16)]],
    ['is null for a poll after the start', null, 300, [poll(-1)]],
    ['is the poll before one that missed the event', ago(9), 300, [poll(2, { missing: [id] }), poll(9)]],
    ['is null for a poll that could not read the event', null, 300, [poll(2, { unread: [id] })]],
    ['is null for a poll that was not read whole', null, 300, [poll(2, { whole: false })]],
    ['is the write of prices that are newer than the last poll', ago(3), 3, [poll(9)]],
    ['is null for prices written after the start', null, -1, [poll(2)]],
  ])('%s', (_, expected, written, polls) => expect(confirmedAt(id, ago(written), polls, start)).toBe(expected));
});

describe('closeFor() on the winner of a field', () => {
  const winner = (...rows: (readonly [book: string, name: string, price: string])[]) =>
    closed(
      sheet(
        quotes(
          rows.map(([book, name, price]) => [book, name, null, price]),
          'outright',
        ),
      ),
    );
  const scheffler = { market: 'outright', selection: 'Scheffler', odds: '+400' };
  const field = winner(
    ...(['Scheffler', 'McIlroy', 'Lowry'] as const).map((name) => ['a', name, '+150'] as const),
    ['b', 'Scheffler', '+300'],
    ['b', 'McIlroy', '+150'],
    ['c', 'Scheffler', '+100'],
    ['c', 'McIlroy', '+200'],
    ['c', 'Lowry', '+200'],
  );
  it('is at the book with the least margin of those that quote the whole field, without that margin', () => {
    // 1/2 + 1/3 + 1/3 = 7/6: the fair probability is 3/7, so the fair price 7/3, and 5 / (7/3) - 1 = 8/7.
    expect(worth(field, scheffler)).toBe('c: 1.500000 1.142857 0.300000 -');
  });
  it('takes none out of a part of a field, also of the book of the pick', () => {
    expect(worth(field, { ...scheffler, book: 'B & Sons' })).toBe('b: 0.250000 - 0.050000 -');
    expect(close(field, { ...scheffler, book: 'b' })?.closing.prices).toEqual([
      { selection: 'Scheffler', format: 'american', price: '+300' },
    ]);
  });
  it('is the best price where no book quotes the whole field', () => {
    const parts = winner(
      ['a', 'Scheffler', '+300'],
      ['b', 'Scheffler', '+350'],
      ['b', 'McIlroy', '+150'],
      ['a', 'Lowry', '+900'],
    );
    expect(worth(parts, scheffler)).toBe('b: 0.111111 - 0.022222 -');
  });
  it('does not exist for somebody whom no book quotes, nor for places, cuts and duels', () => {
    for (const selection of ['Woods', 'constructor', '__proto__']) expect(close(field, { ...scheffler, selection })).toBeNull();
    for (const market of ['top_n', 'make_cut', 'head_to_head', 'group'])
      expect(close(field, { ...scheffler, market, line: '5', subject: 'Scheffler' })).toBeNull();
  });
  it('is found of 156 competitors at 20 books, and read by the engine', () => {
    const rows = Array.from(
      { length: 156 * 20 },
      (_, i) => [`book_${i % 20}`, `P${Math.floor(i / 20)}`, `+${101 + ((i * 7_919) % 90_000)}`] as const,
    );
    const found = close(winner(...rows), { market: 'outright', selection: 'P7' });
    expect(found?.closing.prices).toHaveLength(156);
    expect(Closing.parse(found?.closing).prices).toHaveLength(156);
    expect(
      closingLineValue({ ...scheffler, selection: 'P7', odds: american('+400') }, found?.closing, start)?.fair,
    ).not.toBeNull();
  });
});

describe('closeFor() on any sheet', () => {
  const text = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'home', 'over'), fc.string({ maxLength: 5 }));
  const line = fc.oneof(fc.constantFrom(null, '0', '-3', '+3', '2.5', '2.75'), fc.string({ maxLength: 4 }));
  const price = fc.integer({ min: 100, max: 999 }).chain((cents) => fc.constantFrom(`+${cents}`, `-${cents}`));
  const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const quoted = fc.constantFrom(...OFFERED_MARKETS).chain((market) =>
    fc.record({
      market: fc.constant(market),
      line,
      book: text,
      title: text,
      price,
      selection: namesCompetitor(market)
        ? text
        : fc.constantFrom(...(listedSelections(market).length > 0 ? listedSelections(market) : ['1-0'])),
      more: fc.constantFrom({}, { subject: 'Ann', stat: 'goals' }),
    }),
  );
  const anySheet = fc.array(quoted, { maxLength: 12 }).map((all) =>
    sheetOf(
      'american',
      all.map(({ more, ...quote }) => ({ ...quote, ...more }) as Quote),
    ),
  );
  const anyClose = fc.record(
    Object.fromEntries(
      ['main', 'alternate', 'players'].map((kind) => [
        kind,
        optional(fc.record({ sheet: anySheet, confirmedAt: fc.constant(ago(3)) })),
      ]),
    ),
  );
  const anyLeg = fc.record({
    market: fc.oneof(fc.constantFrom(...OFFERED_MARKETS), text),
    period: fc.constantFrom('game', 'game', 'game', 'H1'),
    selection: fc.oneof(fc.constantFrom('home', 'away', 'over', 'under', 'yes'), text),
    line: optional(line),
    subject: optional(fc.constantFrom('Ann', 'Bob')),
    stat: optional(fc.constantFrom('goals', 'assists')),
  });

  it('is null or a close that the engine can read, the same each time', () => {
    fc.assert(
      fc.property(anyClose, anyLeg, optional(text), (prices, leg, book) => {
        const found = closeFor(prices as ClosingPrices, leg, book);
        expect(closeFor(prices as ClosingPrices, leg, book)).toEqual(found);
        if (!found) return;
        expect(found.closing.prices.length).toBeGreaterThan(0);
        closingLineValue({ ...leg, odds: american('+100') }, found.closing, start);
      }),
      { numRuns: 2_000 },
    );
  });
});
