/** Exact fractions of the reference. They share no code with core/odds. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

const common = (a: bigint, b: bigint): bigint => (b === 0n ? a : common(b, a % b));
export function ratio(over: bigint | number, under: bigint | number = 1n): Ratio {
  const [a, b] = [BigInt(over), BigInt(under)];
  const size = common(a < 0n ? -a : a, b < 0n ? -b : b) * (b < 0n ? -1n : 1n);
  return { over: a / size, under: b / size };
}
/** Reads `12.75`. */
export function decimal(text: string): Ratio {
  const [whole = '', places = ''] = text.split('.');
  return ratio(BigInt(whole + places), 10n ** BigInt(places.length));
}

export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under - b.over * a.under, a.under * b.under);
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under);
export const sign = (a: Ratio): -1 | 0 | 1 => (a.over === 0n ? 0 : a.over > 0n ? 1 : -1);
export const order = (a: Ratio, b: Ratio): -1 | 0 | 1 => sign(minus(a, b));

export const text = ({ over, under }: Ratio): string => (under === 1n ? `${over}` : `${over}/${under}`);

/** Six places, a half to the even neighbour. */
export function sixPlaces(a: Ratio): string {
  const scaled = (a.over < 0n ? -a.over : a.over) * 1_000_000n;
  const [down, rest] = [scaled / a.under, (scaled % a.under) * 2n];
  const up = rest > a.under || (rest === a.under && down % 2n === 1n) ? 1n : 0n;
  const digits = `${down + up}`.padStart(7, '0');
  const isNegative = a.over < 0n && down + up > 0n;
  return `${isNegative ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export const ZERO = ratio(0);
export const ONE = ratio(1);
export const HALF = ratio(1, 2);

/** The decimal price of odds as they are written. */
export function priceOf({ format, price }: { format: string; price: string }): Ratio {
  if (format === 'decimal') return decimal(price);
  if (format === 'fractional') {
    const [over = '', under = ''] = price.split('/');
    return plus(ONE, ratio(BigInt(over), BigInt(under)));
  }
  const american = BigInt(price.replace('+', ''));
  return plus(ONE, american > 0n ? ratio(american, 100n) : ratio(100n, -american));
}
