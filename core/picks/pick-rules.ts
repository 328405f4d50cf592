import { type EventFacts, takesPicks } from '#core/events';
import { type PickToGrade, ticketPrice } from '#core/grading';
import { compare, formatSpreadLine, formatTotalLine, fraction, onGrid, parseLine, parseMicro, storedMicro } from '#core/odds';
import { DomainError, invalid } from '#errors';
import { LINES } from '#schemas/market-shapes';
import {
  isOfferedSelection,
  listedSelections,
  MARKETS,
  type OfferedMarket,
  offerOf,
  TERMS_OF_SPORTS,
  takesSubject,
} from '#schemas/markets';
import type { PickStatus } from '#schemas/pick-views';
import type { TicketKind } from '#schemas/settlement';
import { type League, sportOf } from '#schemas/sports';
import { phaseOf } from './pick-facets.ts';

/** Partitions of the index that the legs of one event are spread over. */
export const SHARDS = 8;

/** The market and the selection of a leg, before and after the check. */
export interface LegSelection {
  readonly market: OfferedMarket;
  readonly period: string;
  readonly selection: string;
  readonly line?: string | undefined;
  readonly subject?: string | undefined;
  readonly stat?: string | undefined;
  readonly opponents?: readonly string[] | undefined;
  readonly lineUnit?: string | undefined;
  readonly pitchers?: object | undefined;
  readonly drawPrice?: boolean | undefined;
}

/**
 * Checks a leg against the markets of its league.
 * @param at the number of the leg, from 0; a refusal names it
 * @returns the line in canonical text, such as `+3` or `48.5`; undefined where the market has none
 * @throws INVALID_INPUT that names the field of the leg: `legs.0.market`
 */
export function lineOf(league: League, leg: LegSelection, at: number, kind: TicketKind = 'single'): string | undefined {
  const { market, period, selection, line } = leg;
  const wrong = (field: keyof LegSelection, message: string) => invalid(`legs.${at}.${field}`, message);
  const offer = offerOf(league, market);
  const { line: kindOfLine } = MARKETS[market];
  const name = sportOf(league).replaceAll('_', ' ');
  if (!offer) throw wrong('market', `${name} has no ${market} market here.`);
  if (!offer.periods.includes(period)) throw wrong('period', `${market} is taken on ${offer.periods.join(', ')}.`);
  if (!isOfferedSelection(market, selection)) {
    throw wrong('selection', `${market} takes ${listedSelections(market).join(', ') || 'a score such as 2-1'}.`);
  }
  const named = nameProblem(leg);
  if (named) throw wrong(...named);
  for (const field of ['lineUnit', 'pitchers', 'drawPrice'] as const) {
    if (leg[field] !== undefined && !TERMS_OF_SPORTS[field](sportOf(league), market, period))
      throw wrong(field, `${market} of ${name} does not take this.`);
  }
  if (offer.step === null) {
    if (line !== undefined) throw wrong('line', `${market} has no line.`);
    return undefined;
  }
  const quarters = line === undefined ? null : parseLine(line);
  if (quarters === null) throw wrong('line', `${market} needs a line.`);
  const step = kind === 'teaser' && offer.step === 'quarter' ? 'half' : offer.step;
  if (!onGrid(quarters, step)) throw wrong('line', `${name} lines of this kind go in steps of a ${step}.`);
  if (LINES[kindOfLine].signed) return formatSpreadLine(quarters);
  if (quarters <= 0) throw wrong('line', kindOfLine === 'places' ? 'at least one place is paid.' : 'a total is over zero.');
  return formatTotalLine(quarters);
}

/** A player, a statistic or opponents that the market needs and the leg does not name, or that it does not take; null where all are right. */
function nameProblem({ market, subject, stat, opponents }: LegSelection): readonly [keyof LegSelection, string] | null {
  const { on, opponents: others } = MARKETS[market];
  const player = on === 'player' ? 'a player and a statistic' : 'a competitor';
  if (takesSubject(market) !== (subject !== undefined))
    return ['subject', subject === undefined ? `${market} names ${player} beside the selection.` : `${market} takes no subject.`];
  if ((on === 'player') !== (stat !== undefined))
    return ['stat', stat === undefined ? `${market} names ${player} beside the selection.` : `${market} is not on a player.`];
  if (!others) return opponents === undefined ? null : ['opponents', `${market} has no opponents.`];
  const count = opponents?.length ?? 0;
  if (others.least <= count && count <= others.most) return null;
  return [
    'opponents',
    `${market} names ${others.least === others.most ? others.most : `${others.least} to ${others.most}`} of them.`,
  ];
}

/** The highest decimal price of a ticket. It keeps every profit, and every sum of profits, an exact integer of millionths. */
const HIGHEST = fraction(1_000_000);

/** @throws INVALID_INPUT for a ticket that pays more than `HIGHEST` */
export function assertPayable(terms: PickToGrade): void {
  const price = ticketPrice(terms);
  if (price && compare(price, HIGHEST) > 0) throw invalid('legs', 'together these legs pay more than 1,000,000 for one.');
}

/** @param stakeUnits text that has passed StakeUnits @returns millionths of a unit */
export const stakeOf = (stakeUnits: string): number => storedMicro(parseMicro(stakeUnits) as bigint);

export const pickLocked = (): DomainError =>
  new DomainError('PICK_LOCKED', 'An event of this has started, or is decided: this can no longer be done.');

/** A first check on copies; the transaction that follows checks the locks themselves. @throws PICK_LOCKED when an event has started or ended */
export function assertTakesPicks(events: Iterable<EventFacts>, now: Date): void {
  if (![...events].every((event) => takesPicks(event, now))) throw pickLocked();
}

/** Status comes from the clock and the facts, never from a job that may be late. */
export function statusOf(
  pick: { readonly withdrawnAt?: string | undefined; readonly outcome?: { readonly result: string } | undefined },
  lockAt: string,
  now: Date,
): PickStatus {
  const phase = phaseOf(pick);
  if (phase !== 'pending') return phase;
  return pick.outcome !== undefined || lockAt <= now.toISOString() ? 'locked' : 'open';
}
