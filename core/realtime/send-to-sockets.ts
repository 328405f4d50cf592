import type { UserId } from '#schemas/common';
import type { ServerMessage } from '#schemas/messages';
import { frame } from './frame.ts';
import { post } from './gateway.ts';
import { ago, type OpenSocket, SETTLING } from './socket-rules.ts';
import { forgetSockets, socketsOf } from './sockets.store.ts';

/**
 * Posts a message to every live socket of a user: 1 RRU and a call per socket. A connection that API Gateway does not know is forgotten,
 * unless it is so new that it may not be established yet.
 * @throws when a socket failed or is not established yet; the message may then be sent again, to all of them
 */
export async function sendToSockets(userId: UserId, message: ServerMessage, now: Date): Promise<void> {
  const text = frame(message);
  const { open } = await socketsOf(userId, now);
  const sent = await Promise.allSettled(open.map(({ connectionId }) => post(connectionId, text)));
  const gone = open.filter((_, i) => sent[i]?.status === 'fulfilled' && !sent[i].value);
  const isDead = ({ openedAt }: OpenSocket) => openedAt < ago(now, SETTLING);
  await forgetSockets(userId, gone.filter(isDead));
  const failure = sent.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  if (!gone.every(isDead)) throw new Error('a connection is not established yet');
}
