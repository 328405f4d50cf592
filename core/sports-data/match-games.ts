import { findEvents, findProviderRefs, leagueEvents, recordEvent, type StoredEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { PROVIDER_MEMORY } from './cadence-rules.ts';
import type { ProviderGame } from './odds-provider.ts';

const DAY = 86_400_000;

/** What a provider may still speak of, and all that lies ahead; nothing that was first heard of after `now`, which may be in the past. */
export async function knownEvents(league: League, now: Date): Promise<StoredEvent[]> {
  const keys = await leagueEvents(league, { from: new Date(now.getTime() - PROVIDER_MEMORY - DAY).toISOString() });
  const events = await findEvents(keys.map(({ eventId }) => eventId));
  return [...events.values()].filter(({ seenAt }) => seenAt <= now.toISOString());
}

/** Games of a reply as events of ours. */
export interface Shown<Item> {
  readonly items: ReadonlyMap<EventId, Item>;
  /** Of those, the ones that were not among the known. */
  readonly others: readonly StoredEvent[];
  readonly created: number;
}
export const NOT_ASKED: Shown<never> = { items: new Map<EventId, never>(), others: [], created: 0 };

/**
 * Which of our events each game is; a new one becomes an event where `takesNew` says so. A game that is known costs nothing, another one
 * a read, a new one a transaction of 11 items.
 */
export async function matchGames<Item extends ProviderGame>(
  provider: string,
  league: League,
  { items, known, takesNew }: { items: readonly Item[]; known: readonly StoredEvent[]; takesNew: (item: Item) => boolean },
  at: Date,
): Promise<Shown<Item>> {
  const byProviderGameId = new Map(
    known.filter((event) => event.provider === provider).map(({ providerGameId, eventId }) => [providerGameId, eventId]),
  );
  const unmatched = items.filter(({ providerGameId }) => !byProviderGameId.has(providerGameId));
  const older = await findProviderRefs(
    provider,
    unmatched.map(({ providerGameId }) => providerGameId),
  );
  const fresh = unmatched.filter((item) => !older.has(item.providerGameId) && takesNew(item));
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
