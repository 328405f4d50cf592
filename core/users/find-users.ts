import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { isUserId, type UserId } from '#schemas/common';
import type { StoredCard } from './card.entity.ts';
import { cardView, type UserCard } from './card.view.ts';
import { loadCards, ownerOf } from './user.store.ts';

/** The user who has a handle now, in whatever case it is written; null when nobody does. 1 RRU. */
export const userIdByHandle = (handle: string): Promise<UserId | null> => ownerOf(handle.toLowerCase());

/**
 * The person whom a path names.
 * @param user a handle, in whatever case, or an id
 * @returns null when nobody has the handle. 1 RRU for a handle, nothing for an id, which may be nobody's
 */
export const userIdNamed = async (user: string): Promise<UserId | null> => (isUserId(user) ? user : userIdByHandle(user));

/** The answer of every read and write that names a user: it is the same for a missing, a blocking, a blocked and a private one. */
export const noSuchUser = () => new DomainError('NOT_FOUND', 'No such user.');

/** The cards of any number of users, 100 to a request; users who are gone are not in the map. 0.5 RRU each. */
export async function cardsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  return viewsOf(await loadCards(userIds), now);
}

/** The same for a viewer, who sees a change of their own profile at once: their own card is read consistently, for 1 RRU, at the same time. */
export async function cardsFor(viewer: Viewer, userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  const isOwn = (userId: UserId) => viewer.kind === 'user' && viewer.userId === userId;
  const [others, own] = await Promise.all([
    loadCards(userIds.filter((userId) => !isOwn(userId))),
    loadCards(userIds.filter(isOwn), { consistent: true }),
  ]);
  return viewsOf([...others, ...own], now);
}

const viewsOf = (cards: readonly StoredCard[], now: Date): Map<UserId, UserCard> =>
  new Map(cards.map((card) => [card.userId as UserId, cardView(card, now)]));
