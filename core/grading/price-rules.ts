import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  fraction,
  multiply,
  ONE,
  parseFraction,
  sign,
  subtract,
  sum,
  ZERO,
} from '#core/odds';
import type { Odds } from '#schemas/odds';
import type { Shares } from './outcome.ts';
import type { Policy } from './policy.ts';

/** Gross return per unit staked: R = w·D + v. */
export const returnOf = ({ won, returned }: Shares, decimal: Fraction): Fraction => add(multiply(won, decimal), returned);

const CAP = fraction(9, 10);
const WAIVED = fraction(1, 20);

/**
 * Rule 4: what is taken from the winnings when runners withdraw. Deductions add up to at most 90 %; a total of 5 % may be waived. Null when
 * one cannot be read.
 */
export function deduction(deductions: readonly string[], policy: Policy): Fraction | null {
  const parts = deductions.map(parseFraction);
  if (!parts.every((part): part is Fraction => part !== null && compare(part, ZERO) >= 0)) return null;
  const total = sum(parts);
  if (policy.rule4 === 'waive_5' && compare(total, WAIVED) === 0) return ZERO;
  return compare(total, CAP) > 0 ? CAP : total;
}

/** A price after deductions: 1 + (D - 1)(1 - d). */
export const deducted = (decimal: Fraction, d: Fraction): Fraction =>
  add(ONE, multiply(subtract(decimal, ONE), subtract(ONE, d)));

/** The price of an each-way bet's place half: 1 + (D - 1)·f. */
export const placePrice = (decimal: Fraction, terms: Fraction): Fraction => add(ONE, multiply(subtract(decimal, ONE), terms));

/** n over k, for tickets of a dozen legs. */
export function combinations(n: number, k: number): bigint {
  let count = 1n;
  for (let i = 1; i <= k; i += 1) count = (count * BigInt(n - k + i)) / BigInt(i);
  return count;
}

/** The sum over all choices of k legs of the product of their returns: what C(n,k) parlays of one unit each pay back. */
export function systemReturn(returns: readonly Fraction[], k: number): Fraction {
  const sums: Fraction[] = [ONE, ...Array.from({ length: k }, () => ZERO)];
  for (const r of returns) {
    for (let size = k; size >= 1; size -= 1) sums[size] = add(sums[size] as Fraction, multiply(r, sums[size - 1] as Fraction));
  }
  return sums[k] as Fraction;
}

/** The mean return of those parlays per unit staked. */
export const meanReturn = (returns: readonly Fraction[], k: number): Fraction =>
  divide(systemReturn(returns, k), fraction(combinations(returns.length, k)));

/**
 * The mean of what those parlays win beyond their stake, where they win: what a free bet pays, whose stake nobody gets back and nobody loses.
 * Each is a bet of its own, so that one that lost takes nothing from another that won.
 */
export function meanGain(returns: readonly Fraction[], k: number): Fraction {
  const alive = returns.filter((r) => sign(r) !== 0);
  const gain = alive.every((r) => compare(r, ONE) >= 0)
    ? subtract(systemReturn(alive, k), fraction(combinations(alive.length, k)))
    : gainOf(alive, k, ONE);
  return divide(gain, fraction(combinations(returns.length, k)));
}
/** One by one: a leg that gives back a part of its stake may take a parlay below what was staked. */
function gainOf([first, ...rest]: readonly Fraction[], k: number, product: Fraction): Fraction {
  if (k === 0) return compare(product, ONE) > 0 ? subtract(product, ONE) : ZERO;
  if (first === undefined) return ZERO;
  return add(gainOf(rest, k - 1, multiply(product, first)), gainOf(rest, k, product));
}

export const priceOf = (odds: Odds | undefined): Fraction | null => (odds ? decimalOf(odds) : null);
