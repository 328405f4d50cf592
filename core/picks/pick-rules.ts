import type { EventFacts } from '#core/events';
import { formatSpreadLine, formatTotalLine, onGrid, parseLine, parseMicro, storedMicro } from '#core/odds';
import { DomainError, invalid } from '#errors';
import type { PickStatus } from '#schemas/picks';
import { type Market, type MarketRule, type Selection, SPORTS, type Sport } from '#schemas/sports';

/** How many partitions the legs of one event are spread over. */
export const SHARDS = 8;

/** The shard of a pick's legs: any stable spread will do; a UUIDv7 ends in random bits. */
export const shardOf = (pickId: string): number => Number.parseInt(pickId.slice(-2), 16) % SHARDS;

/** What a leg says, before and after it is checked. */
export interface Said {
  readonly market: Market;
  readonly selection: Selection;
  readonly line: string | undefined;
}

/**
 * Holds what was said against what the sport can have.
 * @returns the line in canonical text, as `+3` or `48.5`; undefined where the market has none
 * @throws INVALID_INPUT that names `market`, `selection` or `line`
 */
export function lineOf(sport: Sport, { market, selection, line }: Said): string | undefined {
  const rule = (SPORTS[sport].markets as Readonly<Partial<Record<Market, MarketRule>>>)[market];
  const name = sport.replaceAll('_', ' ');
  if (!rule) throw invalid('market', `${name} has no ${market} market here.`);
  if (!rule.selections.includes(selection)) throw invalid('selection', `${market} takes ${rule.selections.join(', ')}.`);
  if (rule.line === null) {
    if (line !== undefined) throw invalid('line', `${market} has no line.`);
    return undefined;
  }
  const quarters = line === undefined ? null : parseLine(line);
  if (quarters === null) throw invalid('line', `${market} needs a line.`);
  if (!onGrid(quarters, rule.line === 'halves' ? 'half' : 'quarter')) throw invalid('line', `${name} lines go in ${rule.line}.`);
  if (market === 'spread') return formatSpreadLine(quarters);
  if (quarters <= 0) throw invalid('line', 'a total is over zero.');
  return formatTotalLine(quarters);
}

/** @returns millionths; the text has passed StakeUnits */
export const stakeOf = (stakeUnits: string): number => storedMicro(parseMicro(stakeUnits) as bigint);

export const locked = (): DomainError => new DomainError('PICK_LOCKED', 'The event has started: this can no longer be done.');

/** @throws PICK_LOCKED when picks on the event are over; the transaction that follows holds it against the lock itself */
export function assertTakesPicks(event: EventFacts, now: Date): void {
  if (event.state !== 'scheduled' || event.startsAt <= now.toISOString()) throw locked();
}

/** What decides whether a pick can still be changed. Instants in ISO 8601. */
export interface LockFacts {
  readonly placedAt: string;
  readonly startsAt: string;
  /** Up to when picks are locked although the start has moved on; null if it never did after it had passed. */
  readonly lockedThrough: string | null;
}

/** When a pick locks, or has locked: the start in force, unless one had passed already when it was moved. */
export const lockAtOf = ({ placedAt, startsAt, lockedThrough }: LockFacts): string =>
  lockedThrough !== null && placedAt <= lockedThrough && lockedThrough < startsAt ? lockedThrough : startsAt;

/** Status comes from the clock and the facts, never from a job that may be late. */
export function statusOf(pick: { deletedAt?: string | undefined; outcome?: unknown }, lockAt: string, now: Date): PickStatus {
  if (pick.deletedAt !== undefined) return 'deleted';
  if (pick.outcome !== undefined) return 'settled';
  return lockAt <= now.toISOString() ? 'locked' : 'open';
}
