import { conditionHeld } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { cardEntity } from './card.entity.ts';
import { handleEntity } from './handle.entity.ts';
import { userEntity } from './user.entity.ts';
import { loadUser } from './user.store.ts';

/** Deletes a user with their card and their handles, the row that names the handles last. The handles are free at once. */
export async function eraseUser(userId: UserId): Promise<void> {
  const user = await loadUser(userId);
  const handles = user ? [user.handle, ...(user.held ? [user.held.handle] : [])] : [];
  for (const handle of handles)
    await conditionHeld(
      handleEntity()
        .remove({ handle })
        .where((attr, op) => op.eq(attr.userId, userId as string))
        .go(),
    );
  await cardEntity().delete({ userId }).go();
  await userEntity().delete({ userId }).go();
}
