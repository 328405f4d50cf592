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

/** Rule 4: what is taken from the winnings when runners withdraw. Deductions add up to at most 90 %; a total of 5 % may be waived. Null when one cannot be read. */
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

export const priceOf = (odds: Odds | undefined): Fraction | null => (odds ? decimalOf(odds) : null);
