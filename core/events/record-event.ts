import type { EventId } from '#schemas/common';
import { findProviderRefs, insertEvent } from './event.store.ts';
import { type NewEvent, newEvent } from './new-event.ts';

/** Makes a game an event of ours, once: the same game again is the event that it became. @returns its id */
export async function recordEvent(game: NewEvent, now: Date): Promise<EventId> {
  const event = newEvent(game, now);
  if (await insertEvent(event)) return event.eventId;
  const known = (await findProviderRefs(game.provider, [game.providerGameId])).get(game.providerGameId);
  if (!known) throw new Error('an event was refused although its game is unknown');
  return known;
}
