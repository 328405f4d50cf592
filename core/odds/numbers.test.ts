import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, squareRoot, UNIT } from './fixed-point.ts';
import {
  add,
  compare,
  divide,
  equals,
  fairProbabilities,
  formatDecimal,
  formatFraction,
  formatMicro,
  formatScaled,
  formatSpreadLine,
  formatTotalLine,
  fraction,
  fromMicro,
  integerRoot,
  lineStep,
  lineValue,
  multiply,
  onGrid,
  parseDecimal,
  parseFraction,
  parseLine,
  parseMicro,
  roundHalfEven,
  sign,
  storedMicro,
  subtract,
  sum,
  toMicro,
} from './index.ts';

const RUNS = { numRuns: 1_000 };

describe('fractions', () => {
  it('are kept in lowest terms over a positive denominator', () => {
    expect([fraction(6, 4), fraction(-6, 4), fraction(6, -4), fraction(-6, -4), fraction(0, -7), fraction(5)]).toEqual([
      { n: 3n, d: 2n },
      { n: -3n, d: 2n },
      { n: -3n, d: 2n },
      { n: 3n, d: 2n },
      { n: 0n, d: 1n },
      { n: 5n, d: 1n },
    ]);
    expect(() => fraction(1, 0)).toThrow(new RangeError('a fraction needs a denominator other than zero'));
    expect(() => divide(fraction(1), fraction(0))).toThrow(RangeError);
  });

  it('reckon exactly', () => {
    const [a, b] = [fraction(1, 3), fraction(1, 6)];
    expect([add(a, b), subtract(a, b), multiply(a, b), divide(a, b), sum([a, b, b])].map(formatFraction)).toEqual([
      '1/2',
      '1/6',
      '1/18',
      '2',
      '2/3',
    ]);
    expect([compare(a, b), compare(b, a), compare(a, a), sign(subtract(b, a)), sign(fraction(0)), sign(a)]).toEqual([
      1, -1, 0, -1, 0, 1,
    ]);
    expect([equals(a, b), equals(a, fraction(2, 6))]).toEqual([false, true]);
  });

  it.each([
    ['1/2', '1/2'],
    ['-50/11', '-50/11'],
    ['4/2', '2'],
    ['0.25', '1/4'],
    ['-0.5', '-1/2'],
    ['+3.25', '13/4'],
    ['12', '12'],
  ])('read %s as %s', (text, value) => {
    expect(formatFraction(parseFraction(text) ?? fraction(-999))).toBe(value);
  });
  it.each(['', '1/0', '1/-2', 'a', '1.', '.5', '1/2/3', ' 1', '1 ', '1e3', '0x1', '--1'])('do not read %j', (text) => {
    expect(parseFraction(text)).toBeNull();
    expect(parseDecimal(text)).toBeNull();
  });

  it.each([
    [fraction(5, 2), 2n],
    [fraction(7, 2), 4n],
    [fraction(-5, 2), -2n],
    [fraction(-7, 2), -4n],
    [fraction(251, 100), 3n],
    [fraction(249, 100), 2n],
    [fraction(-251, 100), -3n],
    [fraction(-249, 100), -2n],
    [fraction(1, 2), 0n],
    [fraction(-1, 2), 0n],
    [fraction(3), 3n],
  ])('round half to even: %o', (value, rounded) => {
    expect(roundHalfEven(value, 1n)).toBe(rounded);
  });

  it('are written with a fixed number of places', () => {
    expect([
      formatDecimal(fraction(1, 3), 6),
      formatDecimal(fraction(-1, 3), 2),
      formatDecimal(fraction(5, 2), 0),
      formatScaled(-4545n, 3),
      formatScaled(7n, 0),
      formatScaled(-5n, 2),
    ]).toEqual(['0.333333', '-0.33', '2', '-4.545', '7', '-0.05']);
  });

  it('read back what they wrote', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (n, d) => {
        const value = fraction(n, d);
        return equals(parseFraction(formatFraction(value)) ?? fraction(0, 1), value);
      }),
      RUNS,
    );
  });
});

describe('millionths', () => {
  it.each([
    ['1.5', 1_500_000n],
    ['100', 100_000_000n],
    ['-0.25', -250_000n],
    ['+1', 1_000_000n],
    ['0.000001', 1n],
    ['999999999999', 999_999_999_999_000_000n],
  ])('read %s', (text, micro) => {
    expect(parseMicro(text)).toBe(micro);
  });
  it.each(['', '1.0000001', '1.', '.5', '1e2', 'x', '1000000000000', ' 1', '1 ', '--1'])('do not read %j', (text) => {
    expect(parseMicro(text)).toBeNull();
  });
  it('are written with six places', () => {
    expect([formatMicro(909_091), formatMicro(-1_000_000n), formatMicro(0), formatMicro(-1)]).toEqual([
      '0.909091',
      '-1.000000',
      '0.000000',
      '-0.000001',
    ]);
  });
  it('round half to even', () => {
    expect([toMicro(fraction(10, 11)), toMicro(fraction(1, 2_000_000)), toMicro(fraction(3, 2_000_000))]).toEqual([
      909_091n,
      0n,
      2n,
    ]);
    expect(formatFraction(fromMicro(1_500_000))).toBe('3/2');
  });
  it('are stored only where a number can hold them', () => {
    expect(storedMicro(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => storedMicro(9_007_199_254_740_992n)).toThrow(
      new RangeError('an amount beyond nine billion units cannot be stored exactly'),
    );
  });
});

describe('lines', () => {
  it.each([
    ['-3.5', -14, 'half', '-3.5', '-3.5'],
    ['+3', 12, 'whole', '+3', '3'],
    ['3', 12, 'whole', '+3', '3'],
    ['0', 0, 'whole', '0', '0'],
    ['-0', 0, 'whole', '0', '0'],
    ['+0.25', 1, 'quarter', '+0.25', '0.25'],
    ['-0.75', -3, 'quarter', '-0.75', '-0.75'],
    ['48.50', 194, 'half', '+48.5', '48.5'],
    ['2.00', 8, 'whole', '+2', '2'],
    ['9999.75', 39_999, 'quarter', '+9999.75', '9999.75'],
  ] as const)('read %s', (text, quarters, step, spread, total) => {
    expect(parseLine(text)).toBe(quarters);
    expect([lineStep(quarters), formatSpreadLine(quarters), formatTotalLine(quarters)]).toEqual([step, spread, total]);
    expect(formatFraction(multiply(lineValue(quarters), fraction(4)))).toBe(String(quarters));
  });
  it.each(['', '.5', '1.', '0.3', '1.125', '03', '+-1', '1e1', 'x', '10000', ' 1', '1 ', '0.255'])('do not read %j', (text) => {
    expect(parseLine(text)).toBeNull();
  });
  it.each([
    [4, [true, true, true]],
    [-6, [false, true, true]],
    [1, [false, false, true]],
    [-3, [false, false, true]],
  ] as const)('of %i quarters lie on their grids', (quarters, grids) => {
    expect((['whole', 'half', 'quarter'] as const).map((finest) => onGrid(quarters, finest))).toEqual(grids);
  });
});

describe('fixed-point reals', () => {
  const near = (value: bigint, expected: bigint) => (value > expected ? value - expected : expected - value) < 10n ** 8n;
  it('take roots', () => {
    expect([0n, 1n, 2n, 3n, 4n, 8n, 9n, 10n ** 40n, 10n ** 40n - 1n].map(integerRoot)).toEqual([
      0n,
      1n,
      1n,
      1n,
      2n,
      2n,
      3n,
      10n ** 20n,
      10n ** 20n - 1n,
    ]);
    expect(squareRoot(4n * UNIT)).toBe(2n * UNIT);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (n) => {
        const root = integerRoot(n);
        return root * root <= n && n < (root + 1n) * (root + 1n);
      }),
      RUNS,
    );
  });
  it('know e and its logarithm', () => {
    const e = 2_718_281_828_459_045_235_360_287_471_352_662_498n;
    expect(near(exp(UNIT), e)).toBe(true);
    expect(near(ln(e), UNIT)).toBe(true);
    expect(near(ln(UNIT / 3n), -1_098_612_288_668_109_691_395_245_236_922_525_705n)).toBe(true);
    expect([exp(0n), ln(UNIT)]).toEqual([UNIT, 0n]);
  });
  it('undo one with the other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: UNIT / 10_000n, max: UNIT * 100n }), (x) => near(exp(ln(x)), x)),
      RUNS,
    );
  });
});

describe('fair prices', () => {
  const decimals = [fraction(26, 10), fraction(24, 10), fraction(43, 10)];
  const shown = (method: 'multiplicative' | 'power' | 'shin', prices = decimals) =>
    fairProbabilities(prices, method)?.map((p) => formatDecimal(p, 12));
  it('by each method', () => {
    expect(shown('multiplicative')).toEqual(['0.372025955299', '0.403028118241', '0.224945926460']);
    expect(shown('power')).toEqual(['0.372984404069', '0.405107167457', '0.221908428474']);
    expect(shown('shin')).toEqual(['0.372994060332', '0.404779410920', '0.222226528748']);
  });
  it('leave prices without a margin alone', () => {
    const even = [fraction(2), fraction(2)];
    for (const method of ['multiplicative', 'power', 'shin'] as const)
      expect(shown(method, even)).toEqual(['0.500000000000', '0.500000000000']);
  });
  it('need a market, and Shin a margin', () => {
    expect(fairProbabilities([fraction(2)], 'multiplicative')).toBeNull();
    const generous = [fraction(21, 10), fraction(21, 10)];
    expect(fairProbabilities(generous, 'shin')).toBeNull();
    expect(shown('power', generous)).toEqual(['0.500000000000', '0.500000000000']);
  });
  it('sum to one and keep the order of the prices', () => {
    const price = fc.integer({ min: 105, max: 3_000 }).map((hundredths) => fraction(hundredths, 100));
    fc.assert(
      fc.property(
        fc.tuple(price, price, price),
        fc.constantFrom('multiplicative' as const, 'power' as const),
        (prices, method) => {
          const fair = fairProbabilities(prices, method) ?? [];
          const off = subtract(sum(fair), fraction(1));
          const ordered = prices.every((a, i) =>
            prices.every((b, j) => compare(a, b) <= 0 || compare(fair[i] ?? a, fair[j] ?? a) <= 0),
          );
          return ordered && compare(multiply(off, off), fraction(1n, 10n ** 22n)) < 0;
        },
      ),
      { numRuns: 200 },
    );
  });
});
