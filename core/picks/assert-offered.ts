import { competitorsOf, playerOffersOf } from '#core/prices';
import { invalid } from '#errors';
import type { EventId } from '#schemas/common';
import { MARKETS, namesCompetitor, takesSubject } from '#schemas/markets';
import type { LegSelection } from './pick-rules.ts';

/** A leg as far as it names people. */
type NamingLeg = Pick<LegSelection, 'market' | 'selection' | 'line' | 'subject' | 'stat' | 'opponents'> & {
  readonly eventId: EventId;
};
/** A leg and its number in the pick, from 0: a refusal names it. */
type NumberedLeg = readonly [at: number, leg: NamingLeg];

/**
 * Refuses a leg on a player or a competitor whom the provider does not quote for the event: results are entered under the provider's name.
 * One read for each event with such a leg, half an RRU for each 4 KB of its prices.
 * @throws INVALID_INPUT that names the field of the leg
 */
export async function assertOffered(legs: readonly NumberedLeg[]): Promise<void> {
  const on = Map.groupBy(legs, ([, { market }]) => MARKETS[market].on);
  await Promise.all([assertPlayers(on.get('player') ?? []), assertCompetitors(on.get('competitor') ?? [])]);
}

/** Reads once for each event of these legs. */
async function byEvent<Found>(
  legs: readonly NumberedLeg[],
  read: (eventId: EventId) => Promise<Found>,
): Promise<ReadonlyMap<EventId, Found>> {
  const events = [...new Set(legs.map(([, { eventId }]) => eventId))];
  return new Map(await Promise.all(events.map(async (eventId) => [eventId, await read(eventId)] as const)));
}

async function assertPlayers(legs: readonly NumberedLeg[]): Promise<void> {
  const offers = await byEvent(legs, playerOffersOf);
  for (const [at, { eventId, market, subject, stat }] of legs) {
    const his = offers.get(eventId)?.filter((offer) => offer.subject === subject) ?? [];
    if (his.length === 0)
      throw invalid(
        `legs.${at}.subject`,
        'The odds provider quotes no markets on this player for this event, so that it could not be graded here.',
      );
    if (!his.some((offer) => offer.stat === stat && offer.market === market))
      throw invalid(
        `legs.${at}.stat`,
        `The odds provider quotes no ${market} on this of the player, so that it could not be graded here.`,
      );
  }
}

async function assertCompetitors(legs: readonly NumberedLeg[]): Promise<void> {
  const fields = await byEvent(legs, competitorsOf);
  for (const [at, leg] of legs) {
    const field = fields.get(leg.eventId) as ReadonlySet<string>;
    const unknown = namesIn(leg).find(([, name]) => !field.has(name));
    if (unknown)
      throw invalid(
        `legs.${at}.${unknown[0]}`,
        'The odds provider quotes no such competitor for this event, so that it could not be graded here.',
      );
    if (MARKETS[leg.market].line === 'places' && Number(leg.line) >= field.size)
      throw invalid(`legs.${at}.line`, `Of the ${field.size} competitors that are quoted not so many can be paid.`);
  }
}

/** The competitors whom a leg names, by the field. */
const namesIn = ({ market, selection, subject = '', opponents = [] }: NamingLeg): (readonly [field: string, name: string])[] => [
  ...(namesCompetitor(market) ? [['selection', selection] as const] : []),
  ...(takesSubject(market) ? [['subject', subject] as const] : []),
  ...opponents.map((name, i) => [`opponents.${i}`, name] as const),
];
