import type { UserId } from '#schemas/common';
import type { PublicUser } from '#schemas/users';
import type { StoredUser } from './user.entity.ts';
import { loadUser, loadUsers, ownerOf } from './user.store.ts';
import { cardView, publicView, type UserCard } from './user.view.ts';

/** Two reads, one after the other. */
async function holderOf(handle: string): Promise<StoredUser | null> {
  const userId = await ownerOf(handle.toLowerCase());
  return userId && loadUser(userId);
}

/** @returns who has this handle now, in whatever case it is written; null when nobody does */
export async function userByHandle(handle: string): Promise<Omit<UserCard, 'banned'> | null> {
  const user = await holderOf(handle);
  return user && { userId: user.userId as UserId, handle: user.handle, displayName: user.displayName };
}

/** The same with all that anyone may see. */
export async function publicUser(handle: string): Promise<PublicUser | null> {
  const user = await holderOf(handle);
  return user && publicView(user);
}

/** The cards of many, in two requests for 200. Who is not there is not in the map. */
export async function cardsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  return new Map((await loadUsers(userIds)).map((user) => [user.userId as UserId, cardView(user, now)]));
}
