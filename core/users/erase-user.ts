import { transact } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { cardEntity } from './card.entity.ts';
import { reserveHandlePart } from './handle-reservation.store.ts';
import { userEntity } from './user.entity.ts';
import { deleteHandlePart, loadUser } from './user.store.ts';

/** Deletes a user with their card and their handles, the row that names the handles last. Nobody can take the handles for 90 days from `now`. */
export async function eraseUser(userId: UserId, now: Date): Promise<void> {
  const user = await loadUser(userId);
  const handles = user ? [user.handle, ...(user.held ? [user.held.handle] : [])] : [];
  // Refused where a call before has deleted the handle.
  for (const handle of handles)
    await transact({ reserve: await reserveHandlePart(handle, now), handle: deleteHandlePart(handle, userId) });
  await cardEntity().delete({ userId }).go();
  await userEntity().delete({ userId }).go();
}
