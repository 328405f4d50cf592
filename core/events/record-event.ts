import type { EventId } from '#schemas/common';
import { findProviderRefs, insertEvent } from './event.store.ts';
import { type NewEvent, newEvent } from './new-event.ts';

/** Creates the event of a game. A repeat finds the event that the first call created. @returns the event's id */
export async function recordEvent(game: NewEvent, now: Date): Promise<EventId> {
  const event = newEvent(game, now);
  if (await insertEvent(event)) return event.eventId;
  const known = (await findProviderRefs(game.provider, [game.providerGameId])).get(game.providerGameId);
  if (!known) throw new Error('an event was refused although its game is unknown');
  return known;
}
