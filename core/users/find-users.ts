import type { UserId } from '#schemas/common';
import { loadUsers, ownerOf } from './user.store.ts';
import { cardView, type UserCard } from './user.view.ts';

/** The user who has a handle now, in whatever case it is written; null when nobody does. 1 RRU. */
export const userIdByHandle = (handle: string): Promise<UserId | null> => ownerOf(handle.toLowerCase());

/** The cards of many, in two requests for 200. Who is not there is not in the map. */
export async function cardsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  return new Map((await loadUsers(userIds)).map((user) => [user.userId as UserId, cardView(user, now)]));
}
