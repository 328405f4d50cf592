import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import type { Profile } from '#schemas/users';
import { loadUser, ownerOf } from './user.store.ts';
import { profileView } from './user.view.ts';

/** @throws NOT_FOUND for a handle that nobody has, or that is only held */
export async function getProfile(_actor: Viewer, handle: string): Promise<Profile> {
  const userId = await ownerOf(handle);
  const user = userId && (await loadUser(userId));
  if (!user) throw new DomainError('NOT_FOUND', 'No such user.');
  return profileView(user);
}
