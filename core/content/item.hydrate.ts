import type { Viewer } from '#actor';
import { type EventFacts, findEvents } from '#core/events';
import { followedAmong, type HiddenPeople, hiddenFrom, type Sights, sightsOf } from '#core/graph';
import { eventsOf, picksByIds, type StoredPick } from '#core/picks';
import { cardsFor, type UserCard } from '#core/users';
import type { EventId, PickId, UserId } from '#schemas/common';
import type { OwnMarks } from '#schemas/item-views';
import type { ItemRef, PostQuote } from './item-ref.ts';
import { mentionedIn } from './mention-rules.ts';
import { ownMarksOf } from './own-marks.store.ts';
import { postsByIds, type StoredPost } from './post.store.ts';

/** All that a page loads beside an item. A row that lists the item may keep it, so that the page takes one trip. */
export interface ItemHint {
  /** The author, the authors of its picks, and the people whom it mentions. */
  readonly userIds: readonly UserId[];
  readonly pickIds: readonly PickId[];
  readonly eventIds: readonly EventId[];
}
/** An item of a page. */
export type ListedItem = ItemRef & { readonly hint?: ItemHint };

const NO_QUOTES: readonly PostQuote[] = [];
export const hintOfPost = ({ authorId, quotes = NO_QUOTES, mentions }: StoredPost): ItemHint => ({
  userIds: [...new Set([authorId, ...quotes.map((quote) => quote.authorId), ...mentionedIn(mentions)])],
  pickIds: quotes.map(({ pickId }) => pickId),
  eventIds: [...new Set(quotes.flatMap(({ eventIds }) => eventIds as EventId[]))],
});
export const hintOfPick = (pick: StoredPick): ItemHint => ({ userIds: [pick.authorId], pickIds: [], eventIds: eventsOf(pick) });

/** Items with all that rules and views need beside them. */
export interface HydratedItems {
  readonly posts: ReadonlyMap<string, StoredPost>;
  /** Those of the page, and those that its posts show. */
  readonly picks: ReadonlyMap<string, StoredPick>;
  readonly events: ReadonlyMap<EventId, EventFacts>;
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly sights: Sights;
  /** The people of the page whom the viewer follows. */
  readonly followed: ReadonlySet<UserId>;
  readonly own: ReadonlyMap<string, OwnMarks>;
}

/** Rows that are loaded already, or are read at the same time by the caller. */
export interface KnownRows {
  readonly hidden?: HiddenPeople;
  readonly posts?: readonly StoredPost[];
  readonly picks?: readonly StoredPick[];
}

/** The company of a page's items that is still to be loaded. */
interface Wanted {
  readonly pickIds: Set<PickId>;
  readonly eventIds: Set<EventId>;
  readonly userIds: Set<UserId>;
}

/**
 * Loads a page of items in two trips at most, one where each item has a hint that holds. Each distinct item, event, card and follow is 0.5
 * RRU; the viewer's hidden people 1, their own marks 1 for some 30.
 */
export async function hydrateItems(
  viewer: Viewer,
  listed: readonly ListedItem[],
  now: Date,
  known: KnownRows = {},
): Promise<HydratedItems> {
  const idsOf = (type: ItemRef['type']) => listed.flatMap((item) => (item.type === type ? [item.id] : []));
  const knownPosts = new Map<string, StoredPost>(known.posts?.map((post) => [post.postId, post]));
  const knownPicks = new Map<string, StoredPick>(known.picks?.map((pick) => [pick.pickId, pick]));
  const hints = listed.flatMap(({ hint }) => hint ?? []);
  const first = wanted([
    ...hints,
    ...[...knownPosts.values()].map(hintOfPost),
    ...[...knownPicks.values()].map(hintOfPick),
    { userIds: [], eventIds: [], pickIds: idsOf('pick') as PickId[] },
  ]);
  const [loadedPosts, hidden, own, one] = await Promise.all([
    postsByIds(idsOf('post').filter((id) => !knownPosts.has(id))),
    known.hidden ?? hiddenFrom(viewer),
    viewer.kind === 'user'
      ? ownMarksOf(
          viewer.userId,
          listed.map(({ id }) => id),
        )
      : new Map<string, OwnMarks>(),
    company(viewer, without(first, { pickIds: knownPicks, eventIds: new Set(), userIds: new Set() }), now),
  ]);
  const posts = new Map([...knownPosts, ...loadedPosts]);
  const second = wanted([
    ...[...posts.values()].map(hintOfPost),
    ...[...knownPicks.values(), ...one.picks.values()].map(hintOfPick),
  ]);
  const have = { pickIds: new Map([...knownPicks, ...one.picks]), eventIds: one.events, userIds: one.asked };
  const two = await company(viewer, without(second, have), now);
  const picks = new Map([...knownPicks, ...one.picks, ...two.picks]);
  const cards = new Map([...one.cards, ...two.cards]);
  const followed = new Set([...one.followed, ...two.followed]);
  return {
    posts,
    picks,
    events: new Map([...one.events, ...two.events]),
    cards,
    sights: sightsOf(viewer, cards, hidden, followed),
    followed,
    own,
  };
}

const wanted = (hints: readonly ItemHint[]): Wanted => ({
  pickIds: new Set(hints.flatMap(({ pickIds }) => pickIds)),
  eventIds: new Set(hints.flatMap(({ eventIds }) => eventIds)),
  userIds: new Set(hints.flatMap(({ userIds }) => userIds)),
});

interface Has {
  has(id: string): boolean;
}
type Have = Readonly<Record<keyof Wanted, Has>>;

const without = (all: Wanted, have: Have): Wanted => ({
  pickIds: new Set([...all.pickIds].filter((id) => !have.pickIds.has(id))),
  eventIds: new Set([...all.eventIds].filter((id) => !have.eventIds.has(id))),
  userIds: new Set([...all.userIds].filter((id) => !have.userIds.has(id))),
});

/** One trip, nothing for nothing. */
async function company(viewer: Viewer, { pickIds, eventIds, userIds }: Wanted, now: Date) {
  const others = [...userIds].filter((userId) => viewer.kind === 'user' && viewer.userId !== userId);
  const [picks, events, cards, followed] = await Promise.all([
    picksByIds([...pickIds], { consistent: false }),
    findEvents([...eventIds]),
    cardsFor(viewer, [...userIds], now),
    followedAmong(viewer, others, { consistent: false }),
  ]);
  return { picks: new Map(picks.map((pick) => [pick.pickId as string, pick])), events, cards, followed, asked: userIds };
}
