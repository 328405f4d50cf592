import { compare, type Fraction, fraction, multiply, ONE, parseFraction, subtract, ZERO } from '#core/odds';
import {
  deadHeat,
  graded,
  HALF_LOSS,
  HALF_WIN,
  type LegGrade,
  type LegOutcome,
  LOSS,
  openGrade,
  ungradeable,
  voided,
  WIN,
} from './outcome.ts';

/** Settlements that feeds publish instead of facts, in our words (section 1 of the rules). */

/** Sportradar's: the result, how much of the stake is void, and what a dead heat leaves of it. Factors are decimal text, such as `0.5`. */
export interface SportradarResult {
  readonly result: 0 | 1;
  readonly voidFactor?: string | undefined;
  readonly deadHeatFactor?: string | undefined;
}

const isShare = (factor: Fraction | null): factor is Fraction =>
  factor !== null && compare(factor, ZERO) >= 0 && compare(factor, ONE) <= 0;

/** v = void factor, w = (1 - v)·result·dead heat factor, l = 1 - v - w. A combination that no bet settles to goes to review. */
export function fromSportradar({ result, voidFactor = '0', deadHeatFactor = '1' }: SportradarResult): LegGrade {
  const [returned, shared] = [parseFraction(voidFactor), parseFraction(deadHeatFactor)];
  if (!isShare(returned) || !isShare(shared)) return ungradeable('feed.sportradar', 'FACTOR_UNREADABLE');
  const won = multiply(multiply(subtract(ONE, returned), fraction(result)), shared);
  const outcome = outcomeOf(won, returned);
  return outcome ? graded('feed.sportradar', outcome) : ungradeable('feed.sportradar', 'FACTOR_UNREADABLE');
}

const KNOWN: readonly LegOutcome[] = [WIN, LOSS, HALF_WIN, HALF_LOSS, voided('FEED_VOID')];
function outcomeOf(won: Fraction, returned: Fraction): LegOutcome | null {
  const known = KNOWN.find(({ shares }) => compare(shares.won, won) === 0 && compare(shares.returned, returned) === 0);
  if (known || compare(returned, ZERO) !== 0) return known ?? null;
  return deadHeat(Number(won.d), Number(won.n));
}

const ODDS_API: Readonly<Record<string, LegGrade>> = {
  won: graded('feed.odds_api', WIN),
  lost: graded('feed.odds_api', LOSS),
  void: graded('feed.odds_api', voided('FEED_VOID')),
  half_won: graded('feed.odds_api', HALF_WIN),
  half_lost: graded('feed.odds_api', HALF_LOSS),
  pending: openGrade('feed.odds_api'),
};

/** odds-api.io's words map one to one; `ungradeable` and any other word go to review, never to loss. */
export const fromOddsApi = (status: string): LegGrade =>
  (Object.hasOwn(ODDS_API, status) ? ODDS_API[status] : undefined) ?? ungradeable('feed.odds_api', 'FEED_UNGRADEABLE');
