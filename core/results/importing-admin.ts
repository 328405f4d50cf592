import type { User } from '#actor';
import { loadUser, noSuchUser, userIdByHandle } from '#core/users';
import { DomainError } from '#errors';

/** The admin as whose decisions the rows of a file count. @throws NOT_FOUND; FORBIDDEN for a person who is no admin */
export async function importingAdmin(handle: string): Promise<User> {
  const userId = await userIdByHandle(handle);
  const user = userId && (await loadUser(userId));
  if (!userId || !user) throw noSuchUser();
  if (user.role !== 'admin') throw new DomainError('FORBIDDEN', `${handle} is no admin.`);
  return { kind: 'user', userId, role: user.role, tier: 'free', origin: 'import-results' };
}
