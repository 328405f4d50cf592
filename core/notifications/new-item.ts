import type { UserId } from '#schemas/common';
import { sendDeliveries } from './delivery.ts';

/** Users of one message, whose sockets one BatchGet reads. */
const PER_MESSAGE = 100;

/**
 * Tells users who have a socket open of a new item in their feeds: a message for each 100 of them. It may be lost, since the feed can be read.
 * @param newest the id of the item
 */
export async function tellOfNewItem(userIds: readonly UserId[], newest: string): Promise<void> {
  const messages = Array.from({ length: Math.ceil(userIds.length / PER_MESSAGE) }, (_, i) => ({
    task: 'feed-new' as const,
    userIds: userIds.slice(i * PER_MESSAGE, (i + 1) * PER_MESSAGE),
    newest,
  }));
  await sendDeliveries('low', messages);
}
