import { type Doubt, pairOf, type StoredEvent } from '#core/events';
import type { EventId } from '#schemas/common';
import type { ShownGame } from './inference-rules.ts';

const MINUTE = 60_000;
/** Two games of the same teams that start within this time are one: no team plays twice in it. */
const SAME_START = 30 * MINUTE;
/** The provider gives a game that it moves by up to this time another id. */
const MOVED = 48 * 60 * MINUTE;
/** Scores this old still tell that a game which should have begun has not. */
const SCORES_FRESH = 15 * MINUTE;
/** The ids that one event can have. Further ones are left alone. */
const MOST_IDS = 20;

/** An event of the same two teams as a shown game, and its place in the same reply. */
export interface Twin {
  readonly event: StoredEvent;
  /** The start that the reply shows for the event; null when it shows none. */
  readonly shownStart: string | null;
  /** True when the reply contains one of the event's ids, also where its item could not be read. */
  readonly isPresent: boolean;
}

/** A game under an id that no event has. */
export interface NewGame {
  readonly startsAt: string;
  /** True when the reply shows a score, or calls the game completed. */
  readonly begun: boolean;
}

/** The evidence of a reply for a game that was moved to another id. */
export interface ReplyEvidence {
  /** The id of every item could be read. Otherwise no event is known to be gone. */
  readonly whole: boolean;
  /** The instant of the newest scores that were read whole; null for none. */
  readonly scoresAt: string | null;
  readonly at: Date;
}

/** `same`: the game is this event. `new`: it is another one. `wait`: the next reply will tell. */
export type GamePlace = { readonly what: 'same'; readonly event: StoredEvent } | { readonly what: 'new' | 'wait' };

/**
 * Decides to which event a game under a new id belongs. One that starts within 30 minutes of a twin is the same fixture. One within 48
 * hours of a twin that has not begun and is gone from the same reply is that twin, moved. Anything else is another game, so that a
 * doubleheader is two events.
 */
export function whereItBelongs(game: NewGame, twins: readonly Twin[], evidence: ReplyEvidence): GamePlace {
  const near = twins
    .map((twin) => ({ ...twin, apart: apartFrom(twin, game.startsAt) }))
    .toSorted((a, b) => a.apart - b.apart || (a.event.eventId < b.event.eventId ? -1 : 1));
  const found = near.find(({ apart }) => apart <= SAME_START) ?? near.find((twin) => isMoved(game, twin, evidence));
  if (!found) return { what: 'new' };
  const isClear = found.apart <= SAME_START || evidence.whole;
  return isClear && found.event.providerGameIds.length < MOST_IDS ? { what: 'same', event: found.event } : { what: 'wait' };
}

/** The event of a game that is shown under the id of another event: the one of these teams at this start, if any. */
export const eventAtStart = (startsAt: string, twins: readonly Twin[]): StoredEvent | null =>
  twins.find((twin) => apartFrom(twin, startsAt) <= SAME_START)?.event ?? null;

/** Milliseconds between a start and that of a twin. */
const apartFrom = ({ event, shownStart }: Twin, startsAt: string): number =>
  Math.abs(Date.parse(shownStart ?? event.startsAt) - Date.parse(startsAt));

function isMoved(
  { begun }: NewGame,
  { event, isPresent, apart }: Twin & { apart: number },
  { scoresAt, at }: ReplyEvidence,
): boolean {
  if (begun || isPresent || apart > MOVED || hasBegun(event)) return false;
  if (event.startsAt > at.toISOString()) return true;
  // After its start only fresh scores tell that it was not played.
  return scoresAt !== null && scoresAt > event.startsAt && at.getTime() - Date.parse(scoresAt) <= SCORES_FRESH;
}

const hasBegun = ({ pinned, result, scoredAt, doubt }: StoredEvent): boolean =>
  pinned || result !== null || scoredAt !== null || (doubt !== null && doubt !== 'teams');

/** One of the items that a reply shows for one event. */
export interface Candidate<Item> {
  readonly item: Item;
  readonly game: ShownGame;
  /** The number of the event's ids that are older than the item's; -1 for the id of another event. */
  readonly age: number;
}

/**
 * Chooses between the items that a reply shows for one event, under its own ids or others.
 * @param candidates at least one; of equals the one under the newest id is chosen
 * @returns a doubt when they are two games, or contradict each other in their final scores
 */
export function chooseItem<Item>(candidates: readonly Candidate<Item>[]): Candidate<Item> | Doubt {
  const inOrder = candidates.toSorted((a, b) => a.age - b.age);
  const starts = candidates.map(({ game }) => Date.parse(game.startsAt));
  if (Math.max(...starts) - Math.min(...starts) > SAME_START) return 'two_games';
  const scored = inOrder.filter(({ game }) => game.score !== null);
  const final = scored.filter(({ game }) => game.completed);
  if (new Set(final.map(({ game }) => `${game.score?.home}-${game.score?.away}`)).size > 1) return 'unread';
  return (final.at(-1) ?? scored.at(-1) ?? inOrder.at(-1)) as Candidate<Item>;
}

/**
 * The events that are the same fixture as an older one which takes picks, after one of them was moved: a ticket must not take both.
 * @param startOf the start that the reply shows, or the stored one
 */
export function doubledEvents(events: readonly StoredEvent[], startOf: (event: StoredEvent) => string): ReadonlySet<EventId> {
  const pairs = Map.groupBy(events, (event) => `${event.provider} ${event.league} ${pairOf(event)}`);
  const doubled = [...pairs.values()].flatMap((pair) =>
    pair.filter((event) =>
      pair.some(
        (older) =>
          older.eventId < event.eventId &&
          older.state === 'scheduled' &&
          Math.abs(Date.parse(startOf(older)) - Date.parse(startOf(event))) <= SAME_START,
      ),
    ),
  );
  return new Set(doubled.map(({ eventId }) => eventId));
}
