import type { User } from '#actor';
import { banAt, loadUser, noSuchUser, userIdByHandle } from '#core/users';
import { DomainError } from '#errors';

/**
 * The admin as whose decisions the rows of a file count. A file comes without a token, so that the ban of its admin is looked up here.
 * @throws NOT_FOUND; FORBIDDEN for a person who is no admin, is banned, or has asked to be erased
 */
export async function importingAdmin(handle: string, now: Date): Promise<User> {
  const userId = await userIdByHandle(handle);
  const user = userId && (await loadUser(userId));
  if (!userId || !user) throw noSuchUser();
  if (user.role !== 'admin') throw new DomainError('FORBIDDEN', `${handle} is no admin.`);
  if (banAt(user.ban, now) || user.deletesAt !== undefined) throw new DomainError('FORBIDDEN', `${handle} may not sign in.`);
  return { kind: 'user', userId, role: user.role, tier: 'free', origin: 'import-results' };
}
