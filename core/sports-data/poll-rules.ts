import type { StoredEvent } from '#core/events';
import type { Poll } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { ProviderReply } from './odds-provider.ts';

/** The poll that a reply makes: which expected events it left out. A game that could not be read is not missing. */
export function pollOf(
  { setAside }: Pick<ProviderReply<unknown>, 'setAside'>,
  expected: readonly StoredEvent[],
  shown: ReadonlyMap<EventId, unknown>,
  at: Date,
): Poll {
  const spoiled = new Set(setAside.map(({ providerGameId }) => providerGameId));
  const ids = (events: readonly StoredEvent[]) => events.map(({ eventId }) => eventId);
  const unseen = expected.filter(({ eventId }) => !shown.has(eventId));
  return {
    at: at.toISOString(),
    whole: !spoiled.has(null),
    missing: ids(unseen.filter(({ providerGameId }) => !spoiled.has(providerGameId))),
    unread: ids(unseen.filter(({ providerGameId }) => spoiled.has(providerGameId))),
  };
}
