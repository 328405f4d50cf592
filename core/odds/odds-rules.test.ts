import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Odds } from '#schemas/odds';
import {
  decimalOf,
  displayDecimal,
  displayOdds,
  type Fraction,
  formatDecimal,
  formatFraction,
  fraction,
  impliedProbability,
} from './index.ts';

const formatAmerican = (price: Fraction): string => displayDecimal(price).american;
const american = (price: string) => ({ format: 'american' as const, price });
const decimal = (price: string) => ({ format: 'decimal' as const, price });
const fractional = (price: string) => ({ format: 'fractional' as const, price });

describe('odds', () => {
  it.each([
    [american('-110'), '21/11', '1.909091', '0.523810'],
    [american('+150'), '5/2', '2.500000', '0.400000'],
    [american('150'), '5/2', '2.500000', '0.400000'],
    [fractional('5/2'), '7/2', '3.500000', '0.285714'],
    [american('-200'), '3/2', '1.500000', '0.666667'],
    [fractional('100/30'), '13/3', '4.333333', '0.230769'],
    [american('+100'), '2', '2.000000', '0.500000'],
    [american('-100'), '2', '2.000000', '0.500000'],
    [fractional('1/1'), '2', '2.000000', '0.500000'],
    [decimal('1.95'), '39/20', '1.950000', '0.512821'],
    [decimal('10000'), '10000', '10000.000000', '0.000100'],
  ])('%j is %s', (odds, exact, shown, implied) => {
    const D = decimalOf(odds);
    expect([formatFraction(D), formatDecimal(D, 6), formatDecimal(impliedProbability(D), 6)]).toEqual([exact, shown, implied]);
  });

  it.each([
    [american('-110'), { american: '-110', decimal: '1.909091', fractional: '10/11', printed: '1.91' }],
    [american('150'), { american: '150', decimal: '2.500000', fractional: '3/2', printed: '2.50' }],
    [decimal('1.90'), { american: '-111', decimal: '1.90', fractional: '9/10', printed: '1.90' }],
    [decimal('4'), { american: '+300', decimal: '4', fractional: '3/1', printed: '4.00' }],
    [fractional('100/30'), { american: '+333', decimal: '4.333333', fractional: '100/30', printed: '4.33' }],
  ])('%j is shown in all forms, the entered one as it was entered', (odds, shown) => {
    expect(displayOdds(odds)).toEqual(shown);
  });

  it.each([
    [fraction(31400 + 11433, 11433), '31400/11433', '3.75'],
    [fraction(11, 10), '1/10', '1.10'],
    [fraction(10995, 10000), '199/2000', '1.100'],
    [fraction(1045, 1000), '9/200', '1.045'],
    [fraction(10096, 10000), '6/625', '1.0096'],
    [fraction(10001, 10000), '1/10000', '1.0001'],
    [fraction(10000), '9999/1', '10000.00'],
  ])('a price that was worked out is exact, and printed with as many places as a reader needs', (decimal, exact, printed) => {
    expect(displayDecimal(decimal)).toMatchObject({ fractional: exact, printed });
  });

  it('rounds an American price half to even', () => {
    // D = 3.125 is +212.5 and D = 3.135 is +213.5.
    expect([formatAmerican(fraction(3125, 1000)), formatAmerican(fraction(3135, 1000))]).toEqual(['+212', '+214']);
    expect([formatAmerican(fraction(2)), formatAmerican(fraction(19999, 10000))]).toEqual(['+100', '-100']);
  });

  it('comes back from American to decimal and on', () => {
    const size = fc.integer({ min: 100, max: 999_900 });
    fc.assert(
      fc.property(size, fc.constantFrom('+', '-'), (a, sign) => {
        const back = formatAmerican(decimalOf(american(`${sign}${a}`)));
        return back === (a === 100 ? '+100' : `${sign}${a}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps what was entered byte for byte', () => {
    const prices = fc.oneof(
      fc.integer({ min: 100, max: 9_999 }).chain((a) => fc.constantFrom(`${a}`, `+${a}`, `-${a}`).map(american)),
      fc
        .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('.10', '.5', '.9500', '.25', '.0001'))
        .map(([n, d]) => decimal(`${n}${d}`)),
      fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })).map(([n, d]) => fractional(`${n}/${d}`)),
    );
    fc.assert(
      fc.property(prices, (odds) => {
        expect(Odds.parse(odds)).toEqual(odds);
        return displayOdds(odds)[odds.format] === odds.price;
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is no price', () => {
  it.each([
    american('99'),
    american('-99'),
    american('0'),
    american('1e3'),
    american('+ 150'),
    american('110.5'),
    american('0150'),
    american('+999901'),
    american('+1000000'),
    decimal('1'),
    decimal('1.0000'),
    decimal('0.5'),
    decimal('1.95001'),
    decimal('01.95'),
    decimal('10000.0001'),
    decimal('10001'),
    decimal('99999'),
    decimal('-2'),
    decimal('2.'),
    decimal('٢'),
    fractional('0/1'),
    fractional('1/0'),
    fractional('5'),
    fractional('5/2/1'),
    fractional('-5/2'),
    fractional('10000/1'),
    fractional('1.5/1'),
    fractional('1000000/1000'),
  ])('refuses %j', (odds) => {
    expect(Odds.safeParse(odds).success).toBe(false);
  });
  it.each([
    american('+999900'),
    american('-999999'),
    decimal('10000.0000'),
    decimal('1.0001'),
    fractional('9999/1'),
    fractional('1/999999'),
  ])('takes %j', (odds) => {
    expect(Odds.safeParse(odds).success).toBe(true);
  });
  it('says what is wrong', () => {
    const message = (odds: unknown) => Odds.safeParse(odds).error?.issues[0]?.message;
    expect(message(american('50'))).toBe('American odds are a whole number of 100 or more, such as +150 or -110');
    expect(message(american('+999901'))).toBe('odds above decimal 10,000 are not accepted');
    expect(message(decimal('1.00'))).toBe('decimal odds must be over 1');
    expect(message(decimal('10000.5'))).toBe('odds above decimal 10,000 are not accepted');
    expect(message(decimal('abc'))).toBe('decimal odds are a number over 1 with at most four places, such as 1.95');
    expect(message(fractional('x'))).toBe('fractional odds are two positive whole numbers, such as 5/2');
    expect(message(fractional('10000/1'))).toBe('odds above decimal 10,000 are not accepted');
  });
});
