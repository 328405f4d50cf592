import type { Viewer } from '#actor';
import { publicUser } from '#core/users';
import { DomainError } from '#errors';
import type { Profile } from '#schemas/users';
import { statsOf } from './get-user-stats.ts';

/** Who a bettor is and how they do, put together from the domains that know. @throws NOT_FOUND for a handle that is nobody's now */
export async function getProfile(_actor: Viewer, handle: string, now: Date): Promise<Profile> {
  const user = await publicUser(handle);
  if (!user) throw new DomainError('NOT_FOUND', 'No such user.');
  return { ...user, stats: await statsOf(user.id, 'all', now) };
}
