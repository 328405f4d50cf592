import type * as z from 'zod';
import type { User } from '#actor';
import { type EventFacts, findEvents } from '#core/events';
import { POLICY_VERSION } from '#core/grading';
import { bestQuote, kindsFor, PRICE_POLICY_VERSION, type QuotedPrices, quotedPrices } from '#core/prices';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import type { EventId, PickId } from '#schemas/common';
import { canonicalSelection } from '#schemas/markets';
import type { Odds } from '#schemas/odds';
import type { PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { keptAnalysis } from './analysis-rules.ts';
import type { StoredLeg, StoredPick } from './pick.store.ts';
import { assertPayable, lineOf, stakeOf } from './pick-rules.ts';
import { pickToGrade } from './pick-to-grade.ts';
import { pricesToStore } from './teaser-prices.ts';

type NewPickBody = z.output<typeof PlacePick.body>;

/** Events by id, without those that do not exist. */
export type EventsById = ReadonlyMap<EventId, EventFacts>;
/** The events of a new pick. Consistent; 1 RRU each. */
export const eventsNamed = ({ legs }: NewPickBody): Promise<EventsById> =>
  findEvents([...new Set(legs.map(({ eventId }) => eventId))], { consistent: true });

/** The prices of an event, by its id and league. */
export type PricesOf = (eventId: EventId, league: League) => QuotedPrices;

/** Legs, of which those with a price of their own are compared. */
interface PricedTerms {
  readonly legs: readonly {
    readonly eventId: string;
    readonly market: string;
    readonly period: string;
    readonly lineUnit?: string | undefined;
    readonly odds?: unknown;
  }[];
}

/**
 * The prices that were quoted for the events of these legs up to `now`.
 * @param leagues of the events: their polls confirm the prices
 */
export const pricesNamed = ({ legs }: PricedTerms, now: Date, leagues: readonly League[]): Promise<PricesOf> => {
  const byEvent = Map.groupBy(
    legs.filter(({ odds }) => odds !== undefined),
    ({ eventId }) => eventId,
  );
  const wanted = [...byEvent].map(([eventId, on]) => ({
    eventId: eventId as EventId,
    kinds: [...new Set(on.flatMap(kindsFor))],
  }));
  return quotedPrices(wanted, wanted.length === 0 ? [] : leagues, now, now);
};

/** A leg with the best price that was quoted for it. */
export function pricedLeg(leg: StoredLeg, book: string | undefined, prices: PricesOf, now: Date): StoredLeg {
  const { quoted: _, ...terms } = leg;
  const acceptedAt = now.toISOString();
  const quoted = quoteOf(leg, book, prices, { acceptedAt, knownAt: acceptedAt, policyVersion: PRICE_POLICY_VERSION });
  return { ...terms, ...(quoted && { quoted }) };
}

/** The best price that was quoted for a leg; null where there is nothing to compare. */
export const quoteOf = (
  leg: StoredLeg,
  book: string | undefined,
  prices: PricesOf,
  known: { readonly acceptedAt: string; readonly knownAt: string; readonly policyVersion: string },
): Odds | null =>
  leg.odds
    ? bestQuote(prices(leg.eventId as EventId, leg.league as League), leg, book, { ...known, startsAt: leg.acceptedStart })
    : null;

/** The pick that a body makes, checked against its events. @throws NOT_FOUND for an unknown event, INVALID_INPUT for a bad leg */
export function newPick(
  actor: User,
  body: NewPickBody,
  { events, prices }: { readonly events: EventsById; readonly prices: PricesOf },
  now: Date,
): StoredPick {
  const at = now.toISOString();
  const { kind, size, odds, teaserPrices, superTeaser, book, analysis } = body;
  const pick: StoredPick = {
    pickId: newId<PickId>(now),
    authorId: actor.userId,
    kind,
    policyVersion: POLICY_VERSION,
    placedAt: at,
    revision: 1,
    revisedAt: at,
    pricedAt: at,
    pricePolicy: PRICE_POLICY_VERSION,
    legs: body.legs.map((leg, i) => pricedLeg(newLeg(leg, i, kind, events), book, prices, now)),
    stake: stakeOf(body.stakeUnits),
    size,
    odds,
    teaserPrices: teaserPrices && pricesToStore(teaserPrices),
    superTeaser,
    book,
    ...keptAnalysis(analysis, 1),
    ...(!body.shareToFeed && { unshared: true }),
    ...(body.sealed && { sealed: true }),
    reviews: 0,
    outcomes: 0,
  };
  assertPayable(pickToGrade(pick));
  return pick;
}

function newLeg(
  leg: NewPickBody['legs'][number],
  i: number,
  kind: NewPickBody['kind'],
  events: EventsById,
): StoredPick['legs'][number] {
  const event = events.get(leg.eventId);
  if (!event) throw new DomainError('NOT_FOUND', 'No such event.', { field: `legs.${i}.eventId` });
  const { eventId, market, period, subject, stat, opponents, lineUnit, pitchers, drawPrice, odds } = leg;
  const { sport, league, startsAt } = event;
  const line = lineOf(league, leg, i, kind);
  const selection = canonicalSelection(market, leg.selection);
  const terms = { market, period, selection, line, subject, stat, opponents, lineUnit, pitchers, drawPrice, odds };
  return { eventId, sport, league, ...terms, acceptedStart: startsAt };
}
