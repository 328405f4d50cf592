import type { UserId } from '#schemas/common';
import { cardView, type UserCard } from './card.view.ts';
import { loadCards, ownerOf } from './user.store.ts';

/** The user who has a handle now, in whatever case it is written; null when nobody does. 1 RRU. */
export const userIdByHandle = (handle: string): Promise<UserId | null> => ownerOf(handle.toLowerCase());

/** The cards of any number of users, 100 to a request; users who are gone are not in the map. 0.5 RRU each. */
export async function cardsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  return new Map((await loadCards(userIds)).map((card) => [card.userId as UserId, cardView(card, now)]));
}
