import type { User } from '#actor';
import { transact } from '#data/transaction';
import type { OwnMarks } from '#schemas/item-views';
import type { ItemRef } from './item-ref.ts';
import { bookmarkPart, mutePart, NO_MARKS, ownMarksOf, unbookmarkPart, unmutePart } from './own-marks.store.ts';
import { seeItem } from './see-item.ts';

/** Bookmarks an item, for oneself alone. Twice is once. @throws NOT_FOUND */
export async function bookmark(actor: User, item: ItemRef, now: Date): Promise<OwnMarks> {
  const { ownerId } = await seeItem(actor, item, now);
  await transact({ bookmark: bookmarkPart(item, ownerId, actor.userId, now) });
  return marksOn(actor, item);
}

/** Forgets a bookmark, also of an item that is seen no more. */
export async function unbookmark(actor: User, item: ItemRef): Promise<OwnMarks> {
  await transact({ bookmark: unbookmarkPart(item, actor.userId) });
  return marksOn(actor, item);
}

/** Mutes the thread of an item: no notification tells of it any more. Twice is once. @throws NOT_FOUND */
export async function muteThread(actor: User, item: ItemRef, now: Date): Promise<OwnMarks> {
  const { ownerId } = await seeItem(actor, item, now);
  await transact({ mute: mutePart(item, ownerId, actor.userId, now) });
  return marksOn(actor, item);
}

/** Ends the mute of a thread, also of an item that is seen no more. */
export async function unmuteThread(actor: User, item: ItemRef): Promise<OwnMarks> {
  await transact({ mute: unmutePart(item, actor.userId) });
  return marksOn(actor, item);
}

const marksOn = async ({ userId }: User, { id }: ItemRef): Promise<OwnMarks> =>
  (await ownMarksOf(userId, [id])).get(id) ?? NO_MARKS;
