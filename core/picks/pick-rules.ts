import type { EventFacts } from '#core/events';
import { type PickToGrade, ticketPrice } from '#core/grading';
import { compare, formatSpreadLine, formatTotalLine, fraction, onGrid, parseLine, parseMicro, storedMicro } from '#core/odds';
import { DomainError, invalid } from '#errors';
import type { PickStatus } from '#schemas/pick-views';
import type { TicketKind } from '#schemas/settlement';
import { isSelection, listedSelections, type Market, marketOf, PLAYER_MARKETS, type Sport } from '#schemas/sports';

/** How many partitions the legs of one event are spread over. */
export const SHARDS = 8;

/** The shard of a pick's legs: any stable spread will do; a UUIDv7 ends in random bits. */
export const shardOf = (pickId: string): number => Number.parseInt(pickId.slice(-2), 16) % SHARDS;

/** What a leg says, before and after it is checked. */
export interface Said {
  readonly market: Market;
  readonly period: string;
  readonly selection: string;
  readonly line?: string | undefined;
  readonly subject?: string | undefined;
  readonly stat?: string | undefined;
}

/** Lines that have a side, and may lie below zero; all others count something. */
const HANDICAPS: readonly Market[] = ['spread', 'three_way_handicap'];

/**
 * Holds what a leg says against what the sport can have.
 * @param at which leg, from 0: for the field that a refusal names
 * @returns the line in canonical text, as `+3` or `48.5`; undefined where the market has none
 * @throws INVALID_INPUT that names `legs.0.market`, `.period`, `.selection`, `.line`, `.subject` or `.stat`
 */
export function lineOf(sport: Sport, said: Said, at: number, kind: TicketKind = 'single'): string | undefined {
  const { market, period, selection, line } = said;
  const wrong = (field: keyof Said, message: string) => invalid(`legs.${at}.${field}`, message);
  const rule = marketOf(sport, market);
  const name = sport.replaceAll('_', ' ');
  if (!rule) throw wrong('market', `${name} has no ${market} market here.`);
  if (!rule.periods.includes(period)) throw wrong('period', `${market} is taken on ${rule.periods.join(', ')}.`);
  if (!isSelection(market, selection)) {
    throw wrong('selection', `${market} takes ${listedSelections(market).join(', ') || 'a score such as 2-1'}.`);
  }
  for (const field of ['subject', 'stat'] as const) {
    if (PLAYER_MARKETS.includes(market) !== (said[field] !== undefined)) {
      throw wrong(
        field,
        said[field] === undefined ? `${market} names a player and a statistic.` : `${market} is not on a player.`,
      );
    }
  }
  if (rule.line === null) {
    if (line !== undefined) throw wrong('line', `${market} has no line.`);
    return undefined;
  }
  const quarters = line === undefined ? null : parseLine(line);
  if (quarters === null) throw wrong('line', `${market} needs a line.`);
  const step = kind === 'teaser' && rule.line === 'quarter' ? 'half' : rule.line;
  if (!onGrid(quarters, step)) throw wrong('line', `${name} lines of this kind go in steps of a ${step}.`);
  if (HANDICAPS.includes(market)) return formatSpreadLine(quarters);
  if (quarters <= 0) throw wrong('line', 'a total is over zero.');
  return formatTotalLine(quarters);
}

/** The highest decimal price of a ticket: what it wins is then counted exactly, with all that it is added to. */
const HIGHEST = fraction(1_000_000);

/** @throws INVALID_INPUT for a ticket whose legs multiply to more than any book pays */
export function assertPayable(terms: PickToGrade): void {
  const price = ticketPrice(terms);
  if (price && compare(price, HIGHEST) > 0) throw invalid('legs', 'together these legs pay more than 1,000,000 for one.');
}

/** @returns millionths; the text has passed StakeUnits */
export const stakeOf = (stakeUnits: string): number => storedMicro(parseMicro(stakeUnits) as bigint);

export const locked = (): DomainError =>
  new DomainError('PICK_LOCKED', 'An event of this has started, or is decided: this can no longer be done.');

/** @throws PICK_LOCKED when picks on any of the events are over; the transaction that follows holds it against the locks themselves */
export function assertTakesPicks(events: Iterable<EventFacts>, now: Date): void {
  for (const { state, startsAt } of events) if (state !== 'scheduled' || startsAt <= now.toISOString()) throw locked();
}

/** What decides whether a leg's event still lets its pick be changed. Instants in ISO 8601. */
export interface LockFacts {
  readonly startsAt: string;
  /** Up to when picks are locked although the start has moved on; null if it never did after it had passed. */
  readonly lockedThrough: string | null;
}

/** When a pick locks, or has locked: the first start in force of its events; one that had passed already when it was moved stays. */
export const lockAtOf = (placedAt: string, events: Iterable<LockFacts>): string =>
  [...events]
    .map(({ startsAt, lockedThrough }) =>
      lockedThrough !== null && placedAt <= lockedThrough && lockedThrough < startsAt ? lockedThrough : startsAt,
    )
    .reduce((first, at) => (at < first ? at : first));

/** Status comes from the clock and the facts, never from a job that may be late. */
export function statusOf(
  pick: { readonly deletedAt?: string | undefined; readonly outcome?: { readonly result: string } | undefined },
  lockAt: string,
  now: Date,
): PickStatus {
  if (pick.deletedAt !== undefined) return 'deleted';
  if (pick.outcome?.result === 'ungradeable') return 'needs_review';
  if (pick.outcome?.result === 'open') return 'locked';
  if (pick.outcome) return 'settled';
  return lockAt <= now.toISOString() ? 'locked' : 'open';
}
