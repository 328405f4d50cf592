import type { User } from '#actor';
import { loadUser, noSuchUser } from '#core/users';
import type { CareView } from '#schemas/care';
import { careView } from './care.view.ts';

/** The actor's region, age and the gates that are open to them. Consistent; 1 RRU. @throws NOT_FOUND for a user who is gone */
export async function getCare(actor: User, now: Date): Promise<CareView> {
  const user = await loadUser(actor.userId);
  if (!user) throw noSuchUser();
  return careView(actor, user, now);
}
