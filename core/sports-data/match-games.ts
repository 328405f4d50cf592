import { type Doubt, findEvents, findProviderRefs, leagueEvents, pairOf, type StoredEvent, sidesOf } from '#core/events';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { overdueAfter, PROVIDER_MEMORY } from './cadence-rules.ts';
import type { ShownGame } from './inference-rules.ts';
import type { ProviderGame, ProviderReply } from './odds-provider.ts';
import { placeGame } from './place-game.ts';
import { type Candidate, chooseItem } from './twin-rules.ts';

const DAY = 86_400_000;

/**
 * Events that the provider may still show or the clock has to decide, and all later ones. Events first seen after `now` are left out, since
 * `now` may be in the past.
 */
export async function knownEvents(league: League, now: Date): Promise<StoredEvent[]> {
  const back = Math.max(PROVIDER_MEMORY, overdueAfter(league)) + DAY;
  const keys = await leagueEvents(league, { from: new Date(now.getTime() - back).toISOString() });
  const events = await findEvents(keys.map(({ eventId }) => eventId));
  return [...events.values()].filter(({ seenAt }) => seenAt <= now.toISOString());
}

/** The games of a reply, matched with our events. */
export interface MatchedGames<Item> {
  /** The item of each event, from the sides that the event was made with. */
  readonly items: ReadonlyMap<EventId, Item>;
  /** Events that the reply shows in a way that cannot be taken as it is. */
  readonly doubts: ReadonlyMap<EventId, Doubt>;
  /** The matched events that the caller did not know yet. */
  readonly others: readonly StoredEvent[];
  readonly created: number;
}
export const NOT_ASKED: MatchedGames<never> = {
  items: new Map<EventId, never>(),
  doubts: new Map(),
  others: [],
  created: 0,
};

/** The parts of a poll that matching needs. */
export interface Matching<Item> {
  readonly provider: string;
  readonly league: League;
  readonly known: readonly StoredEvent[];
  shownGame(item: Item): ShownGame;
  /** The item with its sides exchanged. */
  turn(item: Item): Item;
  createsEvent(item: Item): boolean;
  /** The instant of the newest scores that were read whole; null for none. */
  readonly scoresAt: string | null;
  readonly at: Date;
}

/**
 * Matches each game with our event, by the provider's id and by both names, since the provider changes ids, and the teams under one. A game
 * under an unknown id is an event that we have, or becomes one where `createsEvent` is true (twin-rules.ts). A game that is known costs
 * nothing, an older one a read, one under an unknown id two reads more, and a transaction of 12 items or, as another id of an event, of 2.
 */
export async function matchGames<Item extends ProviderGame>(
  { items, setAside }: Pick<ProviderReply<Item>, 'items' | 'setAside'>,
  matching: Matching<Item>,
): Promise<MatchedGames<Item>> {
  const { provider, known, at, scoresAt } = matching;
  const events = new Map(known.filter((event) => event.provider === provider).map((event) => [event.eventId, event]));
  const ids = new Map([...events.values()].flatMap((event) => event.providerGameIds.map((id) => [id, event.eventId] as const)));
  const unknown = items.map(({ providerGameId }) => providerGameId).filter((id) => !ids.has(id));
  const older = await findProviderRefs(provider, unknown);
  for (const [id, eventId] of older) ids.set(id, eventId);
  for (const [eventId, event] of await findEvents([...older.values()], { consistent: true })) events.set(eventId, event);

  const shown = new Map<EventId, Candidate<Item>[]>();
  /** @returns false when the game has other teams than the event */
  const take = (event: StoredEvent, item: Item): boolean => {
    const sides = sidesOf(event, item);
    if (sides === 'other') return false;
    const own = sides === 'same' ? item : matching.turn(item);
    const candidate = { item: own, game: matching.shownGame(own), age: event.providerGameIds.indexOf(item.providerGameId) };
    events.set(event.eventId, event);
    shown.set(event.eventId, [...(shown.get(event.eventId) ?? []), candidate]);
    return true;
  };
  const eventOf = ({ providerGameId }: Item) => events.get(ids.get(providerGameId) as EventId);
  const elsewhere = items.filter((item) => {
    const event = eventOf(item);
    return !event || !take(event, item);
  });
  const unread = new Set(setAside.map(({ providerGameId }) => providerGameId));
  const reply = {
    evidence: { whole: !unread.has(null), scoresAt, at },
    startOf: (eventId: EventId) => shown.get(eventId)?.[0]?.game.startsAt ?? null,
    isPresent: ({ eventId, providerGameIds }: StoredEvent) => shown.has(eventId) || providerGameIds.some((id) => unread.has(id)),
  };
  let created = 0;
  const place = async (item: Item): Promise<void> => {
    const placed = await placeGame(item, matching.shownGame(item), {
      ...matching,
      ...reply,
      isStray: ids.has(item.providerGameId),
    });
    if (placed) take(placed.event, item);
    if (placed?.created) created++;
  };
  // Games of the same two teams one after the other, since each may be a twin of the next.
  const pairs = [...Map.groupBy(elsewhere, pairOf).values()];
  await Promise.all(
    pairs.map(async (games) => {
      for (const game of games.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) await place(game);
    }),
  );

  const chosen = new Map([...shown].map(([eventId, candidates]) => [eventId, chooseItem(candidates)] as const));
  const doubts = new Map(
    [...chosen].flatMap(([eventId, choice]) => (typeof choice === 'string' ? [[eventId, choice] as const] : [])),
  );
  for (const { eventId } of elsewhere.flatMap((item) => eventOf(item) ?? []))
    if (!chosen.has(eventId)) doubts.set(eventId, 'teams');
  const isKnown = new Set(known.map(({ eventId }) => eventId));
  return {
    items: new Map(
      [...chosen].flatMap(([eventId, choice]) => (typeof choice === 'string' ? [] : [[eventId, choice.item] as const])),
    ),
    doubts,
    others: [...events.values()].filter(({ eventId }) => !isKnown.has(eventId)),
    created,
  };
}
