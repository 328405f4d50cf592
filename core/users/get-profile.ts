import type * as z from 'zod';
import type { Viewer } from '#actor';
import type { UserId } from '#schemas/common';
import type { UserStats } from '#schemas/stats';
import type { Profile } from '#schemas/users';
import { noSuchUser, visibleUserId } from './find-users.ts';
import { loadUser } from './user.store.ts';
import { publicView } from './user.view.ts';

/** Reads the record of a user: `statsOf` of core/stats. */
type ReadRecord = (userId: UserId, timeframe: 'all', now: Date) => Promise<z.input<typeof UserStats>>;

/**
 * The profile behind a handle. Two round trips: the handle, then the user and the record at the same time.
 * @param recordOf passed in by the door, since core/stats imports core/users
 * @throws NOT_FOUND for a handle that nobody has, or of somebody whom the viewer may not see
 */
export async function getProfile(viewer: Viewer, handle: string, recordOf: ReadRecord, now: Date): Promise<Profile> {
  const userId = await visibleUserId(viewer, handle);
  const [user, stats] = await Promise.all([loadUser(userId), recordOf(userId, 'all', now)]);
  if (!user) throw noSuchUser();
  return { ...publicView(user), stats };
}
