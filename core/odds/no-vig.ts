import { crossing, exp, ln, squareRoot, toFixed, UNIT } from './fixed-point.ts';
import { compare, divide, type Fraction, fraction, ONE, sum } from './fraction.ts';
import { impliedProbability } from './odds-rules.ts';

/** Ways of taking a book's margin out of its prices. */
export type NoVigMethod = 'multiplicative' | 'power' | 'shin';

/** Probabilities are kept to twelve places where a method is not exact. */
const PLACES = 10n ** 12n;
const kept = (p: bigint): Fraction => fraction((p * PLACES + UNIT / 2n) / UNIT, PLACES);

/** Each implied probability over their sum: exact. */
function multiplicative(implied: readonly Fraction[]): Fraction[] {
  const book = sum(implied);
  return implied.map((p) => divide(p, book));
}

const MOST = 64n;
/** The power k with Σ pᵢᵏ = 1: long shots give up more of the margin. */
function power(implied: readonly Fraction[]): Fraction[] {
  const logs = implied.map((p) => ln(toFixed(p)));
  const raised = (k: bigint) => logs.map((log) => exp((log * k) / UNIT));
  const k = crossing(0n, MOST * UNIT, (x) => raised(x).reduce((a, b) => a + b) - UNIT);
  return raised(k).map(kept);
}

/** Shin's share z of insiders: pᵢ = (sqrt(z² + 4(1 - z)πᵢ²/Π) - z) / (2(1 - z)), with z such that they sum to one. */
function shin(implied: readonly Fraction[]): Fraction[] {
  const book = sum(implied);
  const shares = implied.map((p) => toFixed(divide({ n: p.n * p.n, d: p.d * p.d }, book)));
  const fair = (z: bigint) =>
    shares.map((share) => ((squareRoot((z * z + 4n * (UNIT - z) * share) / UNIT) - z) * UNIT) / (2n * (UNIT - z)));
  const z = crossing(0n, UNIT / 2n, (x) => fair(x).reduce((a, b) => a + b) - UNIT);
  return fair(z).map(kept);
}

const METHODS: Readonly<Record<NoVigMethod, (implied: readonly Fraction[]) => Fraction[]>> = { multiplicative, power, shin };

/**
 * The fair probabilities behind all prices of one market, in their order: exact for `multiplicative`, to twelve places for `power` and
 * `shin`. Null for fewer than two prices, and for Shin's method when the book has no margin, which then has no insiders to explain.
 */
export function fairProbabilities(prices: readonly Fraction[], method: NoVigMethod): Fraction[] | null {
  if (prices.length < 2) return null;
  const implied = prices.map(impliedProbability);
  if (method === 'shin' && compare(sum(implied), ONE) < 0) return null;
  return METHODS[method](implied);
}
