import type { EventId } from '#schemas/common';
import { insertEvent } from './event.store.ts';
import { type NewEvent, newEvent } from './new-event.ts';
import type { Pairing } from './pairing.store.ts';
import { findProviderRefs } from './provider-ref.store.ts';

/**
 * Creates the event of a game. A repeat finds the event that the first call created.
 * @param pairing of the game's teams, as it was read when no event of theirs was found to be this game
 * @returns the event's id; null when the pairing has another event since then: read it again
 */
export async function recordEvent(game: NewEvent, pairing: Pairing, now: Date): Promise<EventId | null> {
  const event = newEvent(game, now);
  const refused = await insertEvent(event, pairing);
  if (refused.size === 0) return event.eventId;
  return (await findProviderRefs(game.provider, [game.providerGameId])).get(game.providerGameId) ?? null;
}
