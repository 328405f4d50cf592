import { whole } from '#data/batch';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { handleEntity } from './handle.entity.ts';
import { HOLD } from './handle-rules.ts';
import { type Ban, type StoredUser, userEntity } from './user.entity.ts';

/** 1 RRU: what is decided by it (a ban, a handle) must be what stands. */
export async function loadUser(userId: UserId): Promise<StoredUser | null> {
  const { data } = await userEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Up to any number, 100 to a request; those who are not there are left out. 0.5 RRU each. */
export async function loadUsers(userIds: readonly UserId[]): Promise<StoredUser[]> {
  const keys = [...new Set(userIds)].map((userId) => ({ userId: userId as string }));
  return whole(keys, (some) => userEntity().get(some).go());
}

/** Whose handle it is now; one that is only held is nobody's. 1 RRU. */
export async function ownerOf(handle: string): Promise<UserId | null> {
  const { data } = await handleEntity().get({ handle }).go({ consistent: true });
  return data && data.expiresAt === undefined ? (data.userId as UserId) : null;
}

/** Refused when there is such a user. */
export const newUserPart = (user: StoredUser): Part =>
  part({ user: userEntity() }, ({ user: users }) => [users.create(user).commit()]);

/** Refused when somebody has it, or it is held for somebody else. */
export const claimHandlePart = (handle: string, userId: string, now: Date): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .put({ handle, userId })
      .where(
        (attr, op) =>
          `${op.notExists(attr.userId)} OR (${op.exists(attr.expiresAt)} AND (${op.lte(attr.expiresAt, epoch(now))} OR ${op.eq(attr.userId, userId)}))`,
      )
      .commit(),
  ]);

/** From now on the handle is only held. Refused when it is not theirs. */
export const leaveHandlePart = (handle: string, userId: string, now: Date): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .patch({ handle })
      .set({ expiresAt: epoch(now) + HOLD })
      .where((attr, op) => `${op.eq(attr.userId, userId)} AND ${op.notExists(attr.expiresAt)}`)
      .commit(),
  ]);

export type UserChange = Partial<Pick<StoredUser, 'handle' | 'displayName' | 'bio'>>;

/** Refused when the user is gone, or no longer has the handle that this change was decided with. */
export const changeUserPart = (userId: UserId, handle: string, change: UserChange): Part =>
  part({ user: userEntity() }, ({ user: users }) => [
    users
      .patch({ userId })
      .set(change)
      .where((attr, op) => op.eq(attr.handle, handle))
      .commit(),
  ]);

/** What stands against a user, after the fact number `bans`. Refused when other facts came in between. */
export const banPart = (userId: UserId, bans: number, ban: Ban | null): Part =>
  part({ user: userEntity() }, ({ user: users }) => {
    const next = users.patch({ userId }).set({ bans: bans + 1, ...(ban && { ban }) });
    return [(ban ? next : next.remove(['ban'])).where((attr, op) => op.eq(attr.bans, bans)).commit()];
  });

/** What the role facts say now. Refused when the user is gone. */
export const rolePart = (userId: UserId, role: StoredUser['role']): Part =>
  part({ user: userEntity() }, ({ user: users }) => [users.patch({ userId }).set({ role }).commit()]);
