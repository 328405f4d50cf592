import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import type { ServerMessage } from '#schemas/messages';
import { frame } from './frame.ts';
import { post } from './gateway.ts';
import { openSocketsOf } from './sockets.store.ts';

/** Sockets that are posted to at the same time. */
const AT_ONCE = 10;

/**
 * Posts a message to every live socket of many users: 0.5 RRU a user, 100 to a request, and a call per socket. A socket that is gone or fails
 * misses the message: this is for what can be read anyway. A socket that a user opened in the last moment may be missed too.
 */
export async function sendToEach(userIds: readonly UserId[], message: ServerMessage, now: Date): Promise<void> {
  const text = frame(message);
  const open = await openSocketsOf(userIds, now);
  await mapConcurrently([...open.values()].flat(), AT_ONCE, ({ connectionId }) => post(connectionId, text).catch(() => false));
}
