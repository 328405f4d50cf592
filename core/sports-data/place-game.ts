import { addGameId, findEvents, findPairing, namesOf, recordEvent, type StoredEvent } from '#core/events';
import { tooBusy } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import type { ShownGame } from './inference-rules.ts';
import type { ProviderGame } from './odds-provider.ts';
import { eventAtStart, type ReplyEvidence, type Twin, whereItBelongs } from './twin-rules.ts';

/** Times that a pairing is read again when another poll has just added an event to it. */
const TRIES = 10;

/** The reply in which a game stands. */
interface Placing<Item> {
  readonly provider: string;
  readonly league: League;
  readonly evidence: ReplyEvidence;
  /** The start that the reply shows for an event; null for none. */
  startOf(eventId: EventId): string | null;
  /** True when the reply contains one of the event's ids, also where its item could not be read. */
  isPresent(event: StoredEvent): boolean;
  createsEvent(item: Item): boolean;
  /** True when the game's id is that of an event of other teams. It stays with that event. */
  readonly isStray: boolean;
}

/**
 * Finds or makes the event of a game whose id is not an event's yet, or is that of an event of other teams. Two polls at once make one
 * event: each write holds only while the pairing, or the id, is as it was read.
 * @returns null when the game is no event, or the next reply has to tell
 * @throws UNAVAILABLE when other polls change the pairing at each try
 */
export async function placeGame<Item extends ProviderGame>(
  item: Item,
  { startsAt, completed, score }: ShownGame,
  { provider, league, evidence, isStray, ...reply }: Placing<Item>,
): Promise<{ event: StoredEvent; created: boolean } | null> {
  const { providerGameId } = item;
  const names = namesOf(item);
  for (let left = TRIES; left > 0; left--) {
    const pairing = await findPairing({ provider, league, ...names });
    const events = await findEvents(pairing.eventIds, { consistent: true });
    const twins = [...events.values()].map(
      (event): Twin => ({ event, shownStart: reply.startOf(event.eventId), isPresent: reply.isPresent(event) }),
    );
    const own = [...events.values()].find(({ providerGameIds }) => providerGameIds.includes(providerGameId));
    if (own) return { event: own, created: false };
    if (isStray) {
      const event = eventAtStart(startsAt, twins);
      return event && { event, created: false };
    }
    const place = whereItBelongs({ startsAt, begun: completed || score !== null }, twins, evidence);
    if (place.what === 'wait' || (place.what === 'new' && !reply.createsEvent(item))) return null;
    if (place.what === 'same') {
      const { event } = place;
      if (!(await addGameId(event, providerGameId))) continue;
      return { event: { ...event, providerGameIds: [...event.providerGameIds, providerGameId] }, created: false };
    }
    const eventId = await recordEvent({ provider, providerGameId, league, ...names, startsAt }, pairing, evidence.at);
    const event = eventId && (await findEvents([eventId], { consistent: true })).get(eventId);
    if (event) return { event, created: true };
  }
  throw tooBusy();
}
