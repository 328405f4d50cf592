import type { Viewer } from '#actor';
import { type EventFacts, findEvents } from '#core/events';
import { followedAmong, type HiddenPeople, hiddenFrom, type Sights, sightsOf } from '#core/graph';
import { eventsOf, picksByIds, type StoredPick } from '#core/picks';
import { cardsFor, mentionedIn, type UserCard } from '#core/users';
import type { EventId, PickId, UserId } from '#schemas/common';
import type { OwnMarks } from '#schemas/item-views';
import type { ItemRef, PostQuote } from './item-ref.ts';
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
  /** The people whom the viewer follows: nothing is read for it. */
  readonly followed?: ReadonlySet<UserId>;
  /**
   * The people of whom it is read at once whether the viewer follows them; all of the page when left out. Of others it is read where it
   * decides what the viewer sees: of a private account, of a post for followers. That takes a second trip.
   */
  readonly followsOf?: ReadonlySet<UserId>;
}

/** The company of a page's items that is still to be loaded. */
interface Wanted {
  readonly pickIds: Set<PickId>;
  readonly eventIds: Set<EventId>;
  readonly userIds: Set<UserId>;
}

/**
 * Loads a page of items in two trips at most, one where each item has a hint that holds and `followsOf` has whoever decides. Each distinct
 * item, event, card and follow is 0.5 RRU; the viewer's hidden people 1, their own marks 1 for some 30.
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
  const [loadedPosts, hidden, own, one, atOnce] = await Promise.all([
    postsByIds(idsOf('post').filter((id) => !knownPosts.has(id))),
    known.hidden ?? hiddenFrom(viewer),
    viewer.kind === 'user'
      ? ownMarksOf(
          viewer.userId,
          listed.map(({ id }) => id),
        )
      : new Map<string, OwnMarks>(),
    company(viewer, without(first, { pickIds: knownPicks, eventIds: new Set(), userIds: new Set() }), now),
    followedFirst(viewer, first.userIds, known),
  ]);
  const posts = new Map([...knownPosts, ...loadedPosts]);
  const second = wanted([
    ...[...posts.values()].map(hintOfPost),
    ...[...knownPicks.values(), ...one.picks.values()].map(hintOfPick),
  ]);
  const have = { pickIds: new Map([...knownPicks, ...one.picks]), eventIds: one.events, userIds: one.asked };
  const more = without(second, have);
  const deciding = [...privateIn(one.cards), ...[...posts.values()].flatMap(forFollowersBy), ...more.userIds];
  const [two, later] = await Promise.all([company(viewer, more, now), followedLater(viewer, deciding, known, atOnce.asked)]);
  const picks = new Map([...knownPicks, ...one.picks, ...two.picks]);
  const cards = new Map([...one.cards, ...two.cards]);
  const followed = new Set([...atOnce.followed, ...later]);
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
  const [picks, events, cards] = await Promise.all([
    picksByIds([...pickIds], { consistent: false }),
    findEvents([...eventIds]),
    cardsFor(viewer, [...userIds], now),
  ]);
  return { picks: new Map(picks.map((pick) => [pick.pickId as string, pick])), events, cards, asked: userIds };
}

const privateIn = (cards: ReadonlyMap<UserId, UserCard>): UserId[] =>
  [...cards.values()].flatMap((card) => (card.private ? [card.userId] : []));
const forFollowersBy = ({ visibility, authorId }: StoredPost): UserId[] =>
  visibility === 'followers' ? [authorId as UserId] : [];
const isOther = (viewer: Viewer, userId: UserId): boolean => viewer.kind === 'user' && viewer.userId !== userId;

type KnownFollows = Pick<KnownRows, 'followed' | 'followsOf'>;

/** The follows that are read in the first trip, and of whom. */
async function followedFirst(viewer: Viewer, userIds: ReadonlySet<UserId>, { followed, followsOf = userIds }: KnownFollows) {
  if (followed) return { followed, asked: userIds };
  const asked = new Set([...userIds].filter((userId) => isOther(viewer, userId) && followsOf.has(userId)));
  return { followed: await followedAmong(viewer, [...asked], { consistent: false }), asked };
}

/** The follows among people of whom none was read before. */
async function followedLater(viewer: Viewer, userIds: readonly UserId[], { followed }: KnownFollows, asked: ReadonlySet<UserId>) {
  const left = userIds.filter((userId) => isOther(viewer, userId) && !asked.has(userId));
  return followed ? [] : followedAmong(viewer, [...new Set(left)], { consistent: false });
}
