import {
  add,
  compare,
  decimalOf,
  divide,
  type Fraction,
  formatFraction,
  formatMicro,
  fraction,
  fromMicro,
  multiply,
  ONE,
  parseFraction,
  parseMicro,
  subtract,
  sum,
  toMicro,
  ZERO,
} from '#core/odds';
import { type Fractions, type LegGrade, type LegResult, readShares } from './outcome.ts';
import type { Policy } from './policy.ts';
import { deducted, deduction, priceOf } from './price-rules.ts';
import { type PickToGrade, resultByReturn, stakesOf, type Verdict, verdictOf } from './ticket-rules.ts';

/** The grade of a pick. Amounts are null while it is open or ungradeable. */
export interface PickGrade {
  readonly result: LegResult;
  /** The three parts of a single's stake; null for tickets, which carry R. */
  readonly fractions: Fractions | null;
  /** Exact gross return per unit staked, such as `21/11`. */
  readonly R: string | null;
  /** The sum of all stakes, in millionths of a unit. */
  readonly stakedMicro: bigint;
  /** Turnover in millionths of a unit: nothing for a push, a void and a free bet. */
  readonly turnoverMicro: bigint;
  /** Profit in millionths of a unit, rounded once, half-even: the number that every sum adds. */
  readonly profitMicro: bigint | null;
  readonly profitExact: string | null;
  /** Units with six places: the stake and the profit; of a free bet the profit alone. */
  readonly grossReturn: string | null;
  /** Profit in the owner's private ledger. It differs from the record for a cash-out and a boost. */
  readonly privateProfitMicro: bigint | null;
  readonly rule: string;
  readonly reason: string | null;
}

/**
 * Grades a pick from the grades of its legs (for an each-way single: of its win half and its place half), in their order. Pure; never
 * throws on a pick whose odds and stake are valid. A lost leg decides a parlay provisionally: grade again when it is corrected.
 */
export function gradePick(pick: PickToGrade, legGrades: readonly LegGrade[], policy: Policy): PickGrade {
  const verdict = verdictOf(pick, legGrades, policy);
  return amountsOf(pick, verdict, pick.kind === 'single' ? legGrades : [], policy);
}

/**
 * Grades a whole ticket as a reviewer decides: stake back (`push`, `void`), lost, or won at its price.
 * @returns null for any other result, and for a win of a ticket without one price
 */
export function gradeAsReviewed(pick: PickToGrade, result: LegResult, policy: Policy): PickGrade | null {
  const R = { win: ticketPrice(pick), loss: ZERO, push: ONE, void: ONE }[result as string] ?? null;
  if (R === null || (result === 'win' && pick.kind === 'round_robin')) return null;
  return amountsOf(pick, { decided: true, R, rule: 'review', reason: 'REVIEWED', result }, [], policy);
}

/** @param parts the grade of a single, or of both halves of an each-way bet; empty for a ticket */
function amountsOf(pick: PickToGrade, verdict: Verdict, parts: readonly LegGrade[], policy: Policy): PickGrade {
  const single = pick.eachWay ? undefined : parts[0];
  const stakedMicro = BigInt(pick.stakeMicro) * stakesOf(pick);
  const told = { rule: single?.rule ?? verdict.rule, reason: verdict.reason ?? single?.reason ?? null };
  if (!verdict.decided) {
    const privateProfitMicro = cashedOut(pick, stakedMicro, null);
    return {
      result: verdict.result,
      fractions: null,
      R: null,
      stakedMicro,
      turnoverMicro: 0n,
      ...NO_AMOUNTS,
      privateProfitMicro,
      ...told,
    };
  }
  const result = single?.result ?? verdict.result ?? resultByReturn(verdict.R);
  const staked = fromMicro(stakedMicro);
  const profit = multiply(staked, pick.freeBet ? freeReturn(verdict, parts) : subtract(verdict.R, ONE));
  const profitMicro = toMicro(profit);
  const idle = result === 'push' || result === 'void' || pick.freeBet === true;
  return {
    result,
    fractions: single?.fractions ?? null,
    R: formatFraction(verdict.R),
    stakedMicro,
    turnoverMicro: idle ? 0n : stakedMicro,
    profitMicro,
    profitExact: formatFraction(profit),
    grossReturn: formatMicro(pick.freeBet ? profitMicro : stakedMicro + profitMicro),
    privateProfitMicro: cashedOut(pick, stakedMicro, verdict.R) ?? boosted(pick, stakedMicro, single, policy) ?? profitMicro,
    ...told,
  };
}

const NO_AMOUNTS = { profitMicro: null, profitExact: null, grossReturn: null } as const;

/** A free bet's stake is the book's: it pays the winnings alone and loses nothing. */
function freeReturn({ R, gain }: Extract<Verdict, { decided: true }>, parts: readonly LegGrade[]): Fraction {
  const lost = parts.flatMap(({ fractions }) => readShares(fractions)?.lost ?? []);
  // R - 1 is what was won less what was lost.
  if (lost.length > 0) return add(subtract(R, ONE), divide(sum(lost), fraction(lost.length)));
  return gain ?? (compare(R, ONE) > 0 ? subtract(R, ONE) : ZERO);
}

/** C + (1 - f)·S·R - S: part of the stake was sold for C, the rest runs on. Null without a cash-out, or while the rest is undecided. */
function cashedOut({ cashOut }: PickToGrade, stakedMicro: bigint, R: Fraction | null): bigint | null {
  const [sold, amount] = [parseFraction(cashOut?.fraction ?? ''), parseMicro(cashOut?.amount ?? '')];
  if (sold === null || amount === null) return null;
  const kept = subtract(ONE, sold);
  if (R === null && compare(kept, ZERO) !== 0) return null;
  return amount + toMicro(multiply(multiply(fromMicro(stakedMicro), kept), R ?? ZERO)) - stakedMicro;
}

/** A boosted single pays its owner the boosted price; the record keeps the price before the boost. */
function boosted(pick: PickToGrade, stakedMicro: bigint, single: LegGrade | undefined, policy: Policy): bigint | null {
  const [shares, less] = [readShares(single?.fractions ?? null), deduction(pick.legs[0]?.deductions ?? [], policy)];
  if (!pick.boostedOdds || !shares || !less) return null;
  const D = deducted(decimalOf(pick.boostedOdds), less);
  const net = subtract(multiply(shares.won, subtract(D, ONE)), pick.freeBet ? ZERO : shares.lost);
  return toMicro(multiply(fromMicro(stakedMicro), net));
}

/** The price of a pick as it stands before grading: a quoted price, or the product of its legs. Null when a price is missing. */
export function ticketPrice(pick: Pick<PickToGrade, 'kind' | 'legs' | 'odds'>): Fraction | null {
  if (pick.kind === 'same_game_parlay' || pick.kind === 'teaser') return priceOf(pick.odds);
  return pick.legs
    .map(({ odds }) => priceOf(odds))
    .reduce((all, price) => all && price && multiply(all, price), ONE as Fraction | null);
}
