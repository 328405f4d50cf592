import type { User } from '#actor';
import { noSuchUser } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { endFollow } from './end-follow.ts';
import { followPart, loadFollow } from './follow.store.ts';

/**
 * Accepts a request to follow the actor. A second call changes nothing. A block at the same moment deletes the row that this changes, so
 * that one of the two is decided again. 1 RRU, 2 WRU + 3.
 * @throws NOT_FOUND where there is none; UNAVAILABLE
 */
export async function acceptFollow(actor: User, followerId: UserId, now: Date): Promise<void> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const before = await loadFollow(followerId, actor.userId);
    if (!before || before.state === 'ended') throw noSuchUser();
    if (before.state === 'following') return;
    const row = { ...before, state: 'following' as const, since: now.getTime() };
    if ((await transact({ follow: followPart(row, before) }, until)).size === 0) return;
  }
  throw tooBusy();
}

/** Declines a request to follow the actor. Nothing happens where there is none. */
export const declineFollow = (actor: User, followerId: UserId, now: Date): Promise<void> =>
  endFollow(followerId, actor.userId, ['requested'], now);

/** Removes a follower of the actor. Nothing happens where there is none. */
export const removeFollower = (actor: User, followerId: UserId, now: Date): Promise<void> =>
  endFollow(followerId, actor.userId, ['following'], now);
