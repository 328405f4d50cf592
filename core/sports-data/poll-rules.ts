import type { Doubt, StoredEvent } from '#core/events';
import type { Poll } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { ProviderReply } from './odds-provider.ts';

/**
 * Makes the poll of a reply: the expected events that it left out. A game that could not be read, or that is shown in a way that cannot be
 * taken as it is, is not missing.
 */
export function pollOf(
  { setAside }: Pick<ProviderReply<unknown>, 'setAside'>,
  expected: readonly StoredEvent[],
  { items, doubts }: { readonly items: ReadonlyMap<EventId, unknown>; readonly doubts: ReadonlyMap<EventId, Doubt> },
  at: Date,
): Poll {
  const spoiled = new Set(setAside.map(({ providerGameId }) => providerGameId));
  const ids = (events: readonly StoredEvent[]) => events.map(({ eventId }) => eventId);
  const unseen = expected.filter(({ eventId }) => !items.has(eventId));
  const isUnread = ({ eventId, providerGameIds }: StoredEvent) =>
    doubts.has(eventId) || providerGameIds.some((id) => spoiled.has(id));
  return {
    at: at.toISOString(),
    whole: !spoiled.has(null),
    missing: ids(unseen.filter((event) => !isUnread(event))),
    unread: ids(unseen.filter(isUnread)),
  };
}

/**
 * The doubt that a reply of scores leaves about an event without an item: its item could not be read, or one could not be told from others.
 * @returns null when the reply does not contain the event
 */
export function unreadScore(
  { eventId, providerGameIds, startsAt }: StoredEvent,
  { setAside }: Pick<ProviderReply<unknown>, 'setAside'>,
  items: ReadonlyMap<EventId, unknown>,
  at: Date,
): Doubt | null {
  if (items.has(eventId)) return null;
  const own = setAside.filter(({ providerGameId }) => providerGameId !== null && providerGameIds.includes(providerGameId));
  if (own.length > 0) return own.some(({ completed }) => completed) ? 'completed' : 'unread';
  const nameless = setAside.some(({ providerGameId }) => providerGameId === null);
  return nameless && startsAt <= at.toISOString() ? 'unread' : null;
}
