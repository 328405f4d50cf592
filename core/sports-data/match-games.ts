import { findEvents, findProviderRefs, leagueEvents, recordEvent, type StoredEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { PROVIDER_MEMORY } from './cadence-rules.ts';
import type { ProviderGame } from './odds-provider.ts';

const DAY = 86_400_000;

/** Events that the provider may still show, and all later ones. Events first seen after `now` are left out, since `now` may be in the past. */
export async function knownEvents(league: League, now: Date): Promise<StoredEvent[]> {
  const keys = await leagueEvents(league, { from: new Date(now.getTime() - PROVIDER_MEMORY - DAY).toISOString() });
  const events = await findEvents(keys.map(({ eventId }) => eventId));
  return [...events.values()].filter(({ seenAt }) => seenAt <= now.toISOString());
}

/** The games of a reply, matched with our events. */
export interface MatchedGames<Item> {
  readonly items: ReadonlyMap<EventId, Item>;
  /** The matched events that the caller did not know yet. */
  readonly others: readonly StoredEvent[];
  readonly created: number;
}
export const NOT_ASKED: MatchedGames<never> = { items: new Map<EventId, never>(), others: [], created: 0 };

/**
 * Matches each game with our event. A new game becomes an event where `createsEvent` is true. A known game costs nothing, an older one a
 * read, a new one a transaction of 11 items.
 */
export async function matchGames<Item extends ProviderGame>(
  provider: string,
  league: League,
  {
    items,
    known,
    createsEvent,
  }: { items: readonly Item[]; known: readonly StoredEvent[]; createsEvent: (item: Item) => boolean },
  at: Date,
): Promise<MatchedGames<Item>> {
  const byProviderGameId = new Map(
    known.filter((event) => event.provider === provider).map(({ providerGameId, eventId }) => [providerGameId, eventId]),
  );
  const unmatched = items.filter(({ providerGameId }) => !byProviderGameId.has(providerGameId));
  const older = await findProviderRefs(
    provider,
    unmatched.map(({ providerGameId }) => providerGameId),
  );
  const fresh = unmatched.filter((item) => !older.has(item.providerGameId) && createsEvent(item));
  const created = await Promise.all(
    fresh.map(
      async ({ providerGameId, home, away, startsAt }) =>
        [providerGameId, await recordEvent({ provider, providerGameId, league, home, away, startsAt }, at)] as const,
    ),
  );
  const others = await findEvents([...older.values(), ...created.map(([, eventId]) => eventId)], { consistent: true });
  const ids = new Map([...byProviderGameId, ...older, ...created]);
  const matched = items.flatMap((item) => {
    const eventId = ids.get(item.providerGameId);
    return eventId ? [[eventId, item] as const] : [];
  });
  return { items: new Map(matched), others: [...others.values()], created: created.length };
}
