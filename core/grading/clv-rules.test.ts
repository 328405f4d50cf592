import { describe, expect, it } from 'vitest';
import { formatDecimal, formatFraction } from '#core/odds';
import { Closing } from '#schemas/settlement';
import { closingLineValue, type TakenPrice } from './clv-rules.ts';
import { odds } from './testdata/tickets.ts';

const START = '2026-09-13T17:00:00Z';
type Quote = readonly [selection: string, price: string, line?: string];
const closing = (quotes: readonly Quote[], more: object = {}) =>
  Closing.parse({ prices: quotes.map(([selection, price, line]) => ({ selection, ...odds(price), line })), ...more });
/** Raw, fair, probability, line: at six places, `-` where not known. */
const clv = (taken: Partial<TakenPrice>, close: Closing | undefined, start: string | null = null) => {
  const value = closingLineValue({ market: 'moneyline', selection: 'home', odds: odds('2.0'), ...taken }, close, start);
  if (!value) return null;
  const { raw, fair, probability, line } = value;
  return [
    ...[raw, fair, probability].map((part) => (part ? formatDecimal(part, 6) : '-')),
    line ? formatFraction(line) : '-',
  ].join(' ');
};
const EVEN: readonly Quote[] = [
  ['home', '1.90'],
  ['away', '1.98'],
];

describe('closing line value', () => {
  it('is raw, fair and in probability', () => {
    expect(clv({ odds: odds('1.95') }, closing(EVEN))).toBe('0.026316 -0.004897 0.013495 -');
    expect(clv({ odds: odds('1.95'), selection: 'away' }, closing(EVEN))).toBe('-0.015152 -0.045103 -0.007770 -');
  });
  it('names how the margin was taken out', () => {
    const fair = (method: string) => clv({ odds: odds('1.95') }, closing(EVEN, { method }));
    expect(fair('power')).toBe('0.026316 -0.003959 0.013495 -');
    expect(fair('shin')).toBe('0.026316 -0.004266 0.013495 -');
    expect(
      closingLineValue({ market: 'moneyline', selection: 'home', odds: odds('2.0') }, closing(EVEN, { method: 'shin' }), null)
        ?.method,
    ).toBe('shin');
  });
  it('is not fair on half a market', () => {
    expect(clv({}, closing([['home', '1.90']]))).toBe('0.052632 - 0.026316 -');
    expect(clv({ market: 'outright', selection: 'Ann' }, closing([['Ann', '1.90']]))).toBe('0.052632 - 0.026316 -');
    expect(clv({ market: 'three_way' }, closing(EVEN))).toBe('0.052632 - 0.026316 -');
    expect(clv({ market: 'three_way' }, closing([...EVEN, ['draw', '4']]))).toBe('0.052632 -0.178508 0.026316 -');
  });
  it('of overlapping outcomes has no fair price', () => {
    const three: Quote[] = [
      ['home_draw', '1.5'],
      ['home_away', '1.5'],
      ['draw_away', '1.5'],
    ];
    expect(clv({ market: 'double_chance', selection: 'home_draw' }, closing(three))).toBe('0.333333 - 0.166667 -');
    expect(
      clv(
        { market: 'top_n', selection: 'Ann', line: '5' },
        closing([
          ['Ann', '1.5'],
          ['Bob', '2'],
        ]),
      ),
    ).toBe('0.333333 - 0.166667 0');
  });
  it('of named competitors is fair among those quoted', () => {
    expect(
      clv(
        { market: 'outright', selection: 'Ann' },
        closing([
          ['Ann', '2'],
          ['Bob', '2'],
        ]),
      ),
    ).toBe('0.000000 0.000000 0.000000 -');
    expect(
      clv(
        { market: 'unheard_of', selection: 'Ann' },
        closing([
          ['Ann', '2'],
          ['Bob', '2'],
        ]),
      ),
    ).toBe('0.000000 0.000000 0.000000 -');
  });
  it('of a team total is fair between its own sides', () => {
    const sides: Quote[] = [
      ['home_over', '2'],
      ['home_under', '2'],
      ['away_over', '1.5'],
      ['away_under', '3'],
    ];
    expect(clv({ market: 'team_total', selection: 'away_under', line: '1.5' }, closing(sides))).toBe(
      '-0.333333 -0.333333 -0.166667 0',
    );
    expect(clv({ market: 'team_total', selection: 'home_over', line: '1.5' }, closing(sides))).toBe(
      '0.000000 0.000000 0.000000 0',
    );
  });

  it('counts the points when the line moved, and the price only where the taken line is still quoted', () => {
    const over = { market: 'total', selection: 'over', line: '44.5' };
    expect(clv(over, closing([['over', '1.9']], { line: '46' }))).toBe('- - - 3/2');
    expect(clv({ ...over, selection: 'under' }, closing([['under', '1.9']], { line: '46' }))).toBe('- - - -3/2');
    expect(
      clv({ market: 'team_total', selection: 'away_over', line: '2.5' }, closing([['away_over', '1.9']], { line: '3' })),
    ).toBe('- - - 1/2');
    expect(clv({ market: 'spread', line: '-3' }, closing([['home', '1.9']], { line: '-4.5' }))).toBe('- - - 3/2');
    expect(clv({ market: 'spread', line: '+3' }, closing([['home', '1.9']], { line: '+2.5' }))).toBe('- - - 1/2');
    expect(
      clv(
        over,
        closing(
          [
            ['over', '1.9', '46'],
            ['over', '1.6', '44.5'],
            ['under', '2.4', '44.5'],
          ],
          { line: '46' },
        ),
      ),
    ).toBe('0.250000 0.200000 0.125000 3/2');
    expect(
      clv(
        over,
        closing(
          [
            ['over', '1.9', '44.50'],
            ['under', '1.9', '44.5'],
          ],
          { line: '44.5' },
        ),
      ),
    ).toBe('0.052632 0.000000 0.026316 0');
    expect(
      clv(
        over,
        closing([
          ['over', '1.9'],
          ['under', '1.9'],
        ]),
      ),
    ).toBe('0.052632 0.000000 0.026316 0');
  });

  it('needs a close', () => {
    expect(clv({}, undefined)).toBeNull();
    expect(clv({}, closing([]))).toBeNull();
    // No price, though a line; and a line where the market has none.
    expect(clv({ market: 'total', selection: 'over', line: '44.5' }, closing([], { line: '46' }))).toBeNull();
    expect(clv({}, closing(EVEN, { line: '3' }))).toBeNull();
    expect(clv({}, closing([['away', '2']]))).toBeNull();
    expect(clv({ live: true }, closing(EVEN))).toBeNull();
  });
  it.each([
    ['2026-09-13T16:44:59Z', false],
    ['2026-09-13T16:45:00Z', true],
    ['2026-09-13T17:00:00Z', true],
    ['2026-09-13T17:00:01Z', false],
  ])('confirmed at %s counts: %s', (confirmedAt, counts) => {
    expect(clv({}, closing(EVEN, { confirmedAt }), START) !== null).toBe(counts);
    expect(clv({}, closing(EVEN, { confirmedAt }), null)).not.toBeNull();
    expect(clv({}, closing(EVEN), START)).not.toBeNull();
  });
  it('takes prices in any form, and no others', () => {
    expect(Closing.safeParse({ prices: [{ selection: 'home', price: '-150', format: 'american' }] }).success).toBe(true);
    const bad = Closing.safeParse({ prices: [{ selection: 'home', price: '-150' }] });
    expect(bad.error?.issues[0]).toMatchObject({ message: 'not a price in this format', path: ['prices', 0, 'price'] });
  });
});
