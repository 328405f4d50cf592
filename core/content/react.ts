import type { User } from '#actor';
import { transact } from '#data/transaction';
import type { ReactionName } from '#schemas/item-counts';
import type { ItemRef } from './item-ref.ts';
import { reactPart, unreactPart } from './reaction.store.ts';
import { seeItem } from './see-item.ts';

/** The caller's own reaction, without a counter: that follows by the stream. */
interface OwnReaction {
  readonly name: ReactionName;
  readonly reacted: boolean;
}

/**
 * Adds a reaction to an item. A second call changes nothing. The item's own row is not written, so that many at once do not meet: 3 to 4
 * RRU, 4 WRU, 3 trips.
 * @throws NOT_FOUND
 */
export async function react(actor: User, item: ItemRef, name: ReactionName, now: Date): Promise<OwnReaction> {
  const { ownerId } = await seeItem(actor, item, now);
  await transact({ reaction: reactPart(item, ownerId, actor.userId, name, now) });
  return { name, reacted: true };
}

/** Takes a reaction back, also from an item that is seen no more. A second call changes nothing. 4 WRU, 1 trip. */
export async function unreact(actor: User, item: ItemRef, name: ReactionName): Promise<OwnReaction> {
  // Refused for somebody who never reacted: there is nothing to take back.
  await transact({ reaction: unreactPart(item, actor.userId, name) });
  return { name, reacted: false };
}
