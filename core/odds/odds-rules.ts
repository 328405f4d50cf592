import type { Odds, OddsDisplay } from '#schemas/odds';
import {
  add,
  compare,
  divide,
  type Fraction,
  formatDecimal,
  formatFraction,
  fraction,
  ONE,
  parseDecimal,
  subtract,
} from './fraction.ts';

const HUNDRED = fraction(100);
const TWO = fraction(2);

/** Each form's exact decimal value D, the stake included. The text has passed `Odds`. */
const READERS: Record<Odds['format'], (price: string) => Fraction> = {
  american(price) {
    const a = BigInt(price);
    return a > 0n ? fraction(100n + a, 100n) : fraction(100n - a, -a);
  },
  decimal: (price) => parseDecimal(price) as Fraction,
  fractional(price) {
    const [n = '', d = ''] = price.split('/');
    return add(ONE, fraction(BigInt(n), BigInt(d)));
  },
};

/** Decimal odds D as an exact fraction: -110 is 21/11. Input that `Odds` accepted never throws. */
export const decimalOf = (odds: Odds): Fraction => READERS[odds.format](odds.price);

/** The probability a price implies, 1/D. */
export const impliedProbability = (decimal: Fraction): Fraction => divide(ONE, decimal);

/** From two upwards +100(D - 1), below it -100/(D - 1), to the nearest whole number, half-even. */
function formatAmerican(decimal: Fraction): string {
  const net = subtract(decimal, ONE);
  return compare(decimal, TWO) >= 0
    ? `+${formatDecimal(fraction(net.n * 100n, net.d), 0)}`
    : `-${formatDecimal(divide(HUNDRED, net), 0)}`;
}

/** The winnings per unit staked in lowest terms, always with a denominator: 3/1. */
function formatFractional(decimal: Fraction): string {
  const net = formatFraction(subtract(decimal, ONE));
  return net.includes('/') ? net : `${net}/1`;
}

const [TENTH, HUNDREDTH] = [fraction(1, 10), fraction(1, 100)];
/** Decimal odds for people: two places, and one more each under 1.10 and under 1.01, so that no price reads as 1.00. */
function formatPrinted(decimal: Fraction): string {
  const net = subtract(decimal, ONE);
  return formatDecimal(decimal, 2 + Number(compare(net, TENTH) < 0) + Number(compare(net, HUNDREDTH) < 0));
}

/** A price worked out from others (a parlay's, a fair price) in all three forms. */
export const displayDecimal = (decimal: Fraction): OddsDisplay => ({
  american: formatAmerican(decimal),
  decimal: formatDecimal(decimal, 6),
  fractional: formatFractional(decimal),
  printed: formatPrinted(decimal),
});

/** An entered price in all three forms; the entered one byte for byte. */
export const displayOdds = (odds: Odds): OddsDisplay => ({ ...displayDecimal(decimalOf(odds)), [odds.format]: odds.price });
