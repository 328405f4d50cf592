import { compare, type Fraction, fraction, lineStep, lineValue, type Quarters } from '#core/odds';
import { HALF_LOSS, HALF_WIN, type LegOutcome, LOSS, PUSH, WIN } from '../outcome.ts';

/**
 * Settles a handicap or total by the distance of a whole number from its line, in quarters. On whole and half lines the distance is even and its sign
 * decides. On a quarter line it is odd: one quarter is the push of one neighbouring line and the win or loss of the other.
 */
export function byDistance(quarters: Quarters): LegOutcome {
  if (quarters === 0) return PUSH;
  if (quarters === 1) return HALF_WIN;
  if (quarters === -1) return HALF_LOSS;
  return quarters > 0 ? WIN : LOSS;
}

/** The same for a value that may have places (a player's 6.5 yards, a fight's 2.5 rounds); a quarter line cannot be read against one. */
export function byValue(value: Fraction, line: Quarters, side: 1 | -1): LegOutcome | 'LINE_NOT_ON_GRID' {
  if (value.d === 1n) return byDistance(side * (Number(value.n) * 4 - line));
  if (lineStep(line) === 'quarter') return 'LINE_NOT_ON_GRID';
  const order = side * compare(value, lineValue(line));
  if (order === 0) return PUSH;
  return order > 0 ? WIN : LOSS;
}

/** A count that no game reaches. */
export const BOUNDLESS = fraction(100_000_000);
