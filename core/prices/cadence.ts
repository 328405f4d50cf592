const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The longest time between two polls of prices. */
export const LONGEST_CADENCE = HOUR;

/** Lines that are asked game by game are asked once more this long before a start, so that their close is confirmed. */
export const CLOSE = 10 * MINUTE;

/**
 * The time between two polls of prices, in milliseconds (docs/sports-data.md).
 * Odds: hourly, every 10 minutes when the start is within 24 hours, each minute when it is within 30.
 * Alternates: hourly, and once in the 10 minutes before a start.
 * @param until milliseconds to the start
 */
export function pollsOfPricesEvery(kind: 'odds' | 'alternates', until: number): number {
  if (kind === 'alternates') return until <= CLOSE ? CLOSE : LONGEST_CADENCE;
  if (until <= 30 * MINUTE) return MINUTE;
  return until <= 24 * HOUR ? 10 * MINUTE : LONGEST_CADENCE;
}
