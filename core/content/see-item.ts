import type * as z from 'zod';
import type { User, Viewer } from '#actor';
import { followedAmong, hiddenFrom, peopleFor, type Sights, sightsOf } from '#core/graph';
import { pickById, picksByIds } from '#core/picks';
import { cardsFor, type UserCard } from '#core/users';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import type { WhoMayComment } from '#schemas/item-views';
import { seesPick, seesPost } from './item.visibility.ts';
import type { ItemRef } from './item-ref.ts';
import { postById, postsByIds } from './post.store.ts';

/** An item that a viewer sees, and the people around it. */
export interface SeenItem {
  readonly ownerId: UserId;
  readonly whoMayComment: z.infer<typeof WhoMayComment>;
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly sights: Sights;
  readonly followed: ReadonlySet<UserId>;
}

/**
 * An item by itself, without all that its page shows. Two trips: the item (1 RRU with a token, else 0.5), then its author's card, the
 * viewer's hidden people and follow.
 * @param alsoOf further people whose cards and sights are wanted
 * @throws NOT_FOUND, the same for an item that is missing, deleted, hidden, and one whose author the viewer may not see
 */
export async function seeItem(viewer: Viewer, item: ItemRef, now: Date, alsoOf: readonly UserId[] = []): Promise<SeenItem> {
  const consistent = viewer.kind === 'user';
  const [post, pick] =
    item.type === 'post' ? [await postById(item.id, { consistent }), null] : [null, await pickById(item.id, { consistent })];
  const ownerId = post?.authorId ?? pick?.authorId;
  if (ownerId === undefined) throw noSuchItem(item);
  const people = await peopleOf(viewer, [ownerId, ...alsoOf], now);
  const seen = post ? seesPost(viewer, post, people) : pick && seesPick(pick, people);
  if (!seen) throw noSuchItem(item);
  return { ownerId, whoMayComment: post?.whoMayComment ?? 'everyone', ...people };
}

/** Items that a person sees, by id, and other people. */
export interface SeenItems extends Pick<SeenItem, 'cards' | 'sights'> {
  readonly seen: ReadonlySet<string>;
}

/**
 * Those of some items that a person sees, with the cards and sights of other people. Two trips, one more for private accounts: 1 RRU for each
 * item, 2.5 for its author, 0.5 for each of the others.
 * @param others people whose cards and sights are wanted
 */
export async function seeItems(
  viewer: User,
  items: readonly ItemRef[],
  others: readonly UserId[],
  now: Date,
): Promise<SeenItems> {
  const idsOf = (type: ItemRef['type']) => items.flatMap((item) => (item.type === type ? [item.id] : []));
  const [postsById, picks] = await Promise.all([postsByIds(idsOf('post'), { consistent: true }), picksByIds(idsOf('pick'))]);
  const posts = [...postsById.values()];
  const ownerIds = [...posts, ...picks].map(({ authorId }) => authorId);
  const [owners, { cards, sights }] = await Promise.all([peopleOf(viewer, ownerIds, now), peopleFor(viewer, others, now)]);
  const seen = [
    ...posts.filter((post) => seesPost(viewer, post, owners)).map(({ postId }) => postId),
    ...picks.filter((pick) => seesPick(pick, owners)).map(({ pickId }) => pickId),
  ];
  return { seen: new Set(seen), cards, sights };
}

/** The cards of people, the sights on them, and those whom the viewer follows, in one trip. */
export async function peopleOf(viewer: Viewer, userIds: readonly UserId[], now: Date) {
  const distinct = [...new Set(userIds)];
  const others = distinct.filter((userId) => viewer.kind === 'user' && viewer.userId !== userId);
  const [cards, hidden, followed] = await Promise.all([
    cardsFor(viewer, distinct, now),
    hiddenFrom(viewer),
    followedAmong(viewer, others),
  ]);
  return { cards, followed, sights: sightsOf(viewer, cards, hidden, followed) };
}

/** The refusal of a change of one's own text that a moderator has hidden. */
export const hiddenText = (type: 'post' | 'comment'): DomainError =>
  new DomainError('FORBIDDEN', `A moderator has hidden this ${type}.`);
export const noSuchItem = ({ type }: Pick<ItemRef, 'type'>): DomainError => new DomainError('NOT_FOUND', `No such ${type}.`);
