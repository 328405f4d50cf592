import type { UserId } from '#schemas/common';
import { loadUser, loadUsers, ownerOf } from './user.store.ts';
import { cardView, type UserCard } from './user.view.ts';

/** @returns who has this handle now, in whatever case it is written; null when nobody does */
export async function userByHandle(handle: string): Promise<Omit<UserCard, 'banned'> | null> {
  const userId = await ownerOf(handle.toLowerCase());
  const user = userId && (await loadUser(userId));
  return user ? { userId, handle: user.handle, displayName: user.displayName } : null;
}

/** The cards of many, in two requests for 200. Who is not there is not in the map. */
export async function cardsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  return new Map((await loadUsers(userIds)).map((user) => [user.userId as UserId, cardView(user, now)]));
}
