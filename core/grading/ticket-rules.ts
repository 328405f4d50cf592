import { add, compare, type Fraction, HALF, multiply, ONE, parseFraction, sign, ZERO } from '#core/odds';
import type { Odds } from '#schemas/odds';
import type { TicketKind } from '#schemas/settlement';
import { type LegGrade, type LegResult, readShares } from './outcome.ts';
import type { Policy } from './policy.ts';
import { combinations, deducted, deduction, meanGain, meanReturn, placePrice, priceOf, returnOf } from './price-rules.ts';

/** The price of one leg of a pick; a same-game parlay and a teaser are priced as a whole, so theirs need none. */
export interface PricedLeg {
  readonly odds?: Odds | undefined;
  /** Rule 4 deductions as shares of the winnings: `0.25` or `1/4`. */
  readonly deductions?: readonly string[] | undefined;
}

/** The terms of a pick. Each-way stakes are per half, round robin stakes per combination. */
export interface PickToGrade {
  readonly kind: TicketKind;
  /** Millionths of a unit. */
  readonly stakeMicro: bigint | number;
  readonly legs: readonly PricedLeg[];
  /** Quoted price of a same-game parlay or of a teaser with all its legs. */
  readonly odds?: Odds | undefined;
  /** The book's new price of a same-game parlay that lost legs: the proof which the policy `reprice` asks for. */
  readonly repricedOdds?: Odds | undefined;
  /** A teaser's price by the number of legs that are left. */
  readonly teaserPrices?: Readonly<Record<string, Odds>> | undefined;
  readonly superTeaser?: boolean | undefined;
  /** Legs per combination of a round robin. */
  readonly size?: number | undefined;
  /** Place terms of an each-way single, whose grades are then two: the win half and the place half. */
  readonly eachWay?: { readonly fraction: string } | undefined;
  readonly freeBet?: boolean | undefined;
  readonly boostedOdds?: Odds | undefined;
  readonly cashOut?: { readonly fraction: string; readonly amount: string } | undefined;
}

/** A ticket's return per unit staked, or the way in which it is not decided. */
export type Verdict =
  | {
      readonly decided: true;
      readonly R: Fraction;
      readonly rule: string;
      readonly reason: string | null;
      readonly result?: LegResult;
      /** The winnings of a free bet per unit. Absent: R - 1. */
      readonly gain?: Fraction;
    }
  | { readonly decided: false; readonly result: 'open' | 'ungradeable'; readonly rule: string; readonly reason: string | null };

type Legs = readonly LegGrade[];
const has = (grades: Legs, ...results: LegResult[]): boolean => grades.some(({ result }) => results.includes(result));
const all = (grades: Legs, ...results: LegResult[]): boolean => grades.every(({ result }) => results.includes(result));

const pays = (R: Fraction, rule: string): Extract<Verdict, { decided: true }> => ({ decided: true, R, rule, reason: null });
const returned = (result: 'push' | 'void', rule: string, reason: string | null): Verdict => ({
  decided: true,
  R: ONE,
  rule,
  reason,
  result,
});
const review = (rule: string, reason: string): Verdict => ({ decided: false, result: 'ungradeable', rule, reason });

/** A ticket that waits: for review when a leg cannot be read, else for its open legs. */
function waiting(grades: Legs, rule: string): Verdict | null {
  const unread = grades.find(({ result }) => result === 'ungradeable');
  if (unread) return review(rule, unread.reason ?? 'UNGRADEABLE');
  return has(grades, 'open') ? { decided: false, result: 'open', rule, reason: null } : null;
}

/** A leg's own return: null while undecided, a code when its price or its fractions cannot be read. */
function legReturn(leg: PricedLeg, grade: LegGrade, policy: Policy): Fraction | null | string {
  if (grade.fractions === null) return null;
  const [shares, price, less] = [readShares(grade.fractions), priceOf(leg.odds), deduction(leg.deductions ?? [], policy)];
  if (!shares) return 'FRACTIONS_UNREADABLE';
  if (!price) return 'NO_PRICE';
  if (!less) return 'DEDUCTION_UNREADABLE';
  return returnOf(shares, deducted(price, less));
}

/**
 * Single, parlay and round robin are one thing: all choices of k legs out of n. A lost leg takes every choice it is in with it, so a ticket
 * is decided once no choice without a lost leg still waits.
 */
const system =
  (sizeOf: (pick: PickToGrade) => number): Rule =>
  (pick, grades, policy) => {
    const k = sizeOf(pick);
    if (!Number.isInteger(k) || k < 1 || k > grades.length) return review(pick.kind, 'SIZE_UNREADABLE');
    const returns = pick.legs.map((leg, i) => legReturn(leg, grades[i] as LegGrade, policy));
    const unread = returns.find((r): r is string => typeof r === 'string');
    if (unread !== undefined) return review(pick.kind, unread);
    const known = returns.map((r) => (r === null || typeof r === 'string' ? null : r));
    const alive = known.filter((r) => r === null || sign(r) !== 0).length;
    const waits = alive >= k ? waiting(grades, pick.kind) : null;
    if (waits) return waits;
    const decided = known.map((r) => r ?? ZERO);
    const paid = pays(meanReturn(decided, k), pick.kind);
    return pick.freeBet ? { ...paid, gain: meanGain(decided, k) } : paid;
  };

/** Two picks of one stake each: to win at the price and to be placed at the place terms. */
const eachWay: Rule = (pick, grades, policy) => {
  const waits = waiting(grades, 'each_way');
  if (waits) return waits;
  const [leg, terms] = [pick.legs[0], parseFraction(pick.eachWay?.fraction ?? '')];
  const [price, less] = [priceOf(leg?.odds), deduction(leg?.deductions ?? [], policy)];
  const [won, placed] = [readShares(grades[0]?.fractions ?? null), readShares(grades[1]?.fractions ?? null)];
  if (!terms || !price || !less || !won || !placed) return review('each_way', 'TERMS_UNREADABLE');
  const D = deducted(price, less);
  return pays(multiply(add(returnOf(won, D), returnOf(placed, placePrice(D, terms))), HALF), 'each_way');
};

/** The quoted price is no product, so a leg without action cannot be taken out of it by arithmetic. */
const sameGame: Rule = (pick, grades, policy) => {
  const rule = `same_game_parlay.${policy.sameGameParlay}`;
  const lost = has(grades, 'loss');
  const inert = has(grades, 'void', 'push', 'half_win', 'half_loss', 'dead_heat', 'half_face');
  if (policy.sameGameParlay === 'refund_always') {
    if (inert) return returned('void', rule, 'LEG_WITHOUT_ACTION');
    // Any leg still open may yet return the stake, even beside a lost one.
    const waits = waiting(grades, rule);
    if (waits) return waits;
  }
  if (lost) return pays(ZERO, rule);
  const waits = waiting(grades, rule);
  if (waits) return waits;
  if (!inert) return priced(pick.odds, rule, 'NO_PRICE');
  const repriced = policy.sameGameParlay === 'reprice' && !all(grades, 'void', 'push');
  return repriced ? priced(pick.repricedOdds, rule, 'NO_NEW_PRICE') : returned('void', rule, 'LEG_WITHOUT_ACTION');
};
function priced(odds: Odds | undefined, rule: string, missing: string): Verdict {
  const price = priceOf(odds);
  return price ? pays(price, rule) : review(rule, missing);
}

/** Teasers are priced by their number of legs. Two legs: any tie or no-action gives the stake back. More: those legs drop out. */
const teaser: Rule = (pick, grades) => {
  const rule = pick.superTeaser ? 'teaser.super' : grades.length === 2 ? 'teaser.two' : 'teaser';
  const tied = has(grades, 'push', 'void');
  if (has(grades, 'half_win', 'half_loss', 'dead_heat', 'half_face')) return review(rule, 'TEASER_SPLIT_LEG');
  if (tied && pick.superTeaser) return returned('void', rule, 'TEASER_TIE');
  if (tied && grades.length === 2) return returned('push', rule, 'TEASER_TIE');
  // Where a tie saves the ticket, a lost leg decides only once no other can tie.
  const saved = pick.superTeaser === true || grades.length === 2;
  if (saved || !has(grades, 'loss')) {
    const waits = waiting(grades, rule);
    if (waits) return waits;
  }
  if (has(grades, 'loss')) return pays(ZERO, rule);
  const left = grades.filter(({ result }) => result === 'win').length;
  if (left < 2) return returned('push', rule, 'TEASER_TIE');
  const quoted = left === grades.length ? (pick.odds ?? pick.teaserPrices?.[left]) : pick.teaserPrices?.[left];
  return priced(quoted, rule, 'NO_TEASER_PRICE');
};

type Rule = (pick: PickToGrade, grades: Legs, policy: Policy) => Verdict;
const RULES: Readonly<Record<TicketKind, Rule>> = {
  single: system(() => 1),
  parlay: system((pick) => pick.legs.length),
  round_robin: system((pick) => pick.size ?? 0),
  same_game_parlay: sameGame,
  teaser,
};

/** The verdict on a ticket (docs/settlement.md). A leg that was accepted late voids the whole ticket, since its result may have been known. */
export function verdictOf(pick: PickToGrade, grades: Legs, policy: Policy): Verdict {
  if (grades.some(({ result, reason }) => result === 'void' && reason === 'LATE')) return returned('void', 'lock.late', 'LATE');
  const expected = pick.eachWay ? 2 : pick.legs.length;
  if (grades.length !== expected || grades.length === 0) return review(pick.kind, 'LEGS_MISSING');
  if (all(grades, 'void')) return returned('void', pick.kind, grades.length === 1 ? (grades[0]?.reason ?? null) : 'ALL_VOID');
  return (pick.eachWay ? eachWay : RULES[pick.kind])(pick, grades, policy);
}

/** `push` when the stake comes back as it was, `win` above, `loss` below. */
export function resultByReturn(R: Fraction): LegResult {
  const order = compare(R, ONE);
  if (order === 0) return 'push';
  return order > 0 ? 'win' : 'loss';
}

/** The number of stakes of a pick: two of an each-way bet, one for each combination of a round robin. */
export function stakesOf({ kind, eachWay: each, legs, size = 0 }: PickToGrade): bigint {
  if (each) return 2n;
  if (kind !== 'round_robin') return 1n;
  return Number.isInteger(size) ? combinations(legs.length, size) : 0n;
}
