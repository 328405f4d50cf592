import type { Fraction } from './fraction.ts';

/** Reals as integers of 10^-36. Twelve places of a probability stay exact after a hundred steps. */
export const UNIT = 10n ** 36n;

export const toFixed = ({ n, d }: Fraction): bigint => (n * UNIT) / d;
const times = (a: bigint, b: bigint): bigint => (a * b) / UNIT;
const over = (a: bigint, b: bigint): bigint => (a * UNIT) / b;

/** The largest r with r² <= n, by Newton's method. */
export function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
export const squareRoot = (x: bigint): bigint => integerRoot(x * UNIT);

/** The sum of a series whose terms shrink: `next` gives a term from the one before it. */
function series(first: bigint, next: (term: bigint, i: bigint) => bigint, weigh: (term: bigint, i: bigint) => bigint): bigint {
  let total = 0n;
  let term = first;
  for (let i = 0n; term !== 0n; i += 1n) {
    total += weigh(term, i);
    term = next(term, i);
  }
  return total;
}

/** 2·artanh(t) = 2(t + t³/3 + t⁵/5 + ...), which is ln((1 + t)/(1 - t)). */
function twiceArtanh(t: bigint): bigint {
  const square = times(t, t);
  return (
    2n *
    series(
      t,
      (term) => times(term, square),
      (term, i) => term / (2n * i + 1n),
    )
  );
}
const LN2 = twiceArtanh(UNIT / 3n);

/** The natural logarithm of x > 0. */
export function ln(x: bigint): bigint {
  let [rest, halvings] = [x, 0n];
  while (rest > UNIT) [rest, halvings] = [rest / 2n, halvings + 1n];
  while (rest <= UNIT / 2n) [rest, halvings] = [rest * 2n, halvings - 1n];
  return halvings * LN2 + twiceArtanh(over(rest - UNIT, rest + UNIT));
}

/** e to the x. */
export function exp(x: bigint): bigint {
  const halvings = x / LN2;
  const rest = x - halvings * LN2;
  const value = series(
    UNIT,
    (term, i) => times(term, rest) / (i + 1n),
    (term) => term,
  );
  // A shift by less than nothing goes to the right.
  return value << halvings;
}

/** Bounds that are no further apart than 10^-20 are one: well beyond the twelve places that are kept. */
const GRAIN = 10n ** 16n;

/** The point between two bounds at which a falling function crosses zero. */
export function crossing(low: bigint, high: bigint, falling: (x: bigint) => bigint): bigint {
  let [from, to] = [low, high];
  while (to - from > GRAIN) {
    const middle = (from + to) / 2n;
    if (falling(middle) > 0n) from = middle;
    else to = middle;
  }
  return to;
}
