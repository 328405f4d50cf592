/** An exact rational in lowest terms with a positive denominator. No amount or price passes through a float. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** n/d in lowest terms. Throws RangeError when d is zero. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  if (bottom === 1n) return { n: top, d: 1n };
  const divisor = bottom < 0n ? -gcd(top, bottom) : gcd(top, bottom);
  return { n: top / divisor, d: bottom / divisor };
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };
export const HALF: Fraction = { n: 1n, d: 2n };

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
/** a/b. Throws RangeError when b is zero. */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
/** The sum in lowest terms. It is reduced once, at the end: the prices of a whole field have long denominators. */
export function sum(all: readonly Fraction[]): Fraction {
  let [top, bottom] = [0n, 1n];
  for (const { n, d } of all) [top, bottom] = d === bottom ? [top + n, bottom] : [top * d + n * bottom, bottom * d];
  return fraction(top, bottom);
}

/** -1, 0 or 1: a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}
export const equals = (a: Fraction, b: Fraction): boolean => compare(a, b) === 0;
export const sign = (a: Fraction): -1 | 0 | 1 => compare(a, ZERO);

/** `1/2`, `-50/11`, `0`, `95`: no denominator of one. */
export const formatFraction = ({ n, d }: Fraction): string => (d === 1n ? `${n}` : `${n}/${d}`);

/** Reads what formatFraction wrote, or a plain decimal such as `0.25`; null for anything else. */
export function parseFraction(text: string): Fraction | null {
  const ratio = /^(-?\d{1,60})\/([1-9]\d{0,59})$/.exec(text);
  if (ratio) return fraction(BigInt(ratio[1] as string), BigInt(ratio[2] as string));
  return parseDecimal(text);
}

/** `12`, `-0.5`, `+3.25` exactly; null for anything else. */
export function parseDecimal(text: string): Fraction | null {
  const match = /^([+-]?)(\d{1,60})(?:\.(\d{1,60}))?$/.exec(text);
  if (!match) return null;
  const [, minus, whole = '', places = ''] = match;
  const digits = BigInt(whole + places);
  return fraction(minus === '-' ? -digits : digits, 10n ** BigInt(places.length));
}

/** value · scale as an integer, ties to the even neighbour: the one rounding of this project. */
export function roundHalfEven({ n, d }: Fraction, scale: bigint): bigint {
  const scaled = n * scale;
  const [whole, rest] = [scaled / d, scaled % d];
  const twice = 2n * (rest < 0n ? -rest : rest);
  const away = twice > d || (twice === d && whole % 2n !== 0n);
  if (!away) return whole;
  return scaled < 0n ? whole - 1n : whole + 1n;
}

/** An integer of 10^-places as text: formatScaled(-4545n, 3) is `-4.545`. */
export function formatScaled(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ''}`;
}

/** A fraction with a fixed number of places, rounded half-even. */
export const formatDecimal = (value: Fraction, places: number): string =>
  formatScaled(roundHalfEven(value, 10n ** BigInt(places)), places);
