import {
  add,
  compare,
  equals,
  type Fraction,
  formatFraction,
  fraction,
  HALF,
  ONE,
  parseFraction,
  subtract,
  ZERO,
} from '#core/odds';

/** The result of a single or a leg. `open` is not decided yet; `ungradeable` goes to review and is never a loss. */
export type LegResult =
  | 'win'
  | 'loss'
  | 'push'
  | 'void'
  | 'half_win'
  | 'half_loss'
  | 'dead_heat'
  | 'half_face'
  | 'ungradeable'
  | 'open';
export type DecidedResult = Exclude<LegResult, 'ungradeable' | 'open'>;
/** False for `open` and `ungradeable`. */
export const isDecided = (result: string): boolean => result !== 'open' && result !== 'ungradeable';

/** The three parts of a stake: won at the price, returned, lost. They lie in [0, 1] and sum to one. */
export interface Shares {
  readonly won: Fraction;
  readonly returned: Fraction;
  readonly lost: Fraction;
}
/** Shares as stored and shown: `1/2`, `0`, `1`. */
export interface Fractions {
  readonly won: string;
  readonly returned: string;
  readonly lost: string;
}

/** `rule` is a short id such as `spread.quarter`; `reason` is a code where the rule alone does not tell. */
export interface LegGrade {
  readonly result: LegResult;
  /** Null while open and when ungradeable. */
  readonly fractions: Fractions | null;
  readonly rule: string;
  readonly reason: string | null;
}

/** The outcome of a market's rule, before it becomes a grade. */
export interface LegOutcome {
  readonly result: DecidedResult;
  readonly shares: Shares;
  readonly reason?: string;
}

const of = (result: DecidedResult, won: Fraction, returned: Fraction): LegOutcome => ({
  result,
  shares: { won, returned, lost: subtract(subtract(ONE, won), returned) },
});

/** Each result and its shares (docs/settlement.md, The algebra). */
export const WIN = of('win', ONE, ZERO);
export const LOSS = of('loss', ZERO, ZERO);
export const PUSH = of('push', ZERO, ONE);
export const HALF_WIN = of('half_win', HALF, HALF);
export const HALF_LOSS = of('half_loss', ZERO, HALF);
/** A draw that pays half the stake at the price (two-way rugby and Australian rules at some books). */
export const HALF_FACE = of('half_face', HALF, ZERO);
const NO_ACTION = of('void', ZERO, ONE);
export const voided = (reason: string): LegOutcome => ({ ...NO_ACTION, reason });

/** k competitors tied for p places: p/k of the stake stands at the price, the rest is lost. Enough places for all is a plain win. */
export const deadHeat = (k: number, places: number): LegOutcome =>
  places >= k ? WIN : of('dead_heat', fraction(places, k), ZERO);

const PLAIN: Readonly<Partial<Record<LegResult, LegOutcome>>> = {
  win: WIN,
  loss: LOSS,
  push: PUSH,
  void: NO_ACTION,
  half_win: HALF_WIN,
  half_loss: HALF_LOSS,
  half_face: HALF_FACE,
};
/** The shares of a result. A dead heat needs `tie`. Null for results without shares. */
export function fractionsOf(result: LegResult, tie?: { readonly tied: number; readonly places: number }): Fractions | null {
  const outcome = result === 'dead_heat' ? tie && deadHeat(tie.tied, tie.places) : PLAIN[result];
  return outcome ? writeShares(outcome.shares) : null;
}

export const sameOutcome = (a: LegOutcome, b: LegOutcome): boolean => a.result === b.result && equals(a.shares.won, b.shares.won);

export const openGrade = (rule: string, reason: string | null = null): LegGrade => ({
  result: 'open',
  fractions: null,
  rule,
  reason,
});
export const ungradeable = (rule: string, reason: string): LegGrade => ({ result: 'ungradeable', fractions: null, rule, reason });
export const graded = (rule: string, { result, shares, reason }: LegOutcome): LegGrade => ({
  result,
  fractions: writeShares(shares),
  rule,
  reason: reason ?? null,
});

export const writeShares = ({ won, returned, lost }: Shares): Fractions => ({
  won: formatFraction(won),
  returned: formatFraction(returned),
  lost: formatFraction(lost),
});

/** Reads stored shares back; null when they are not three parts of one stake. */
export function readShares(fractions: Fractions | null): Shares | null {
  if (!fractions) return null;
  const [won, returned, lost] = [parseFraction(fractions.won), parseFraction(fractions.returned), parseFraction(fractions.lost)];
  if (!won || !returned || !lost) return null;
  const parts = [won, returned, lost];
  const whole = equals(add(add(won, returned), lost), ONE) && parts.every((part) => compare(part, ZERO) >= 0);
  return whole ? { won, returned, lost } : null;
}
