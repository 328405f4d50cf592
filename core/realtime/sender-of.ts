import { countCall } from '#core/limits';
import { DomainError } from '#errors';
import { FLOOD_EXCESS, MESSAGE_LIMIT } from '#schemas/actions';
import { ServerMessage } from '#schemas/messages';
import { frame } from './frame.ts';
import { closeConnection, post } from './gateway.ts';
import { isAlive } from './socket-rules.ts';
import { connectionOf, type OpenConnection } from './sockets.store.ts';

/** The user and the socket that a message came over. */
export type Sender = OpenConnection;

/**
 * Finds the sender of a message and counts it, in one trip: 1 RRU and 1 WRU.
 * @throws UNAUTHENTICATED for a socket that we do not know, or no longer; one whose lease is over is closed
 * @throws RATE_LIMITED over MESSAGE_LIMIT on one socket; a socket that goes on is closed
 */
export async function senderOf(connectionId: string, now: Date): Promise<Sender> {
  const [sender, { allowed, resetSeconds: retryAfter, excess }] = await Promise.all([
    connectionOf(connectionId),
    countCall(`socket#${connectionId}`, 'messages', MESSAGE_LIMIT, now),
  ]);
  const isServed = sender !== null && isAlive(sender, now);
  if (excess >= FLOOD_EXCESS || (sender && !isServed)) await closeConnection(connectionId);
  if (!isServed) throw new DomainError('UNAUTHENTICATED', 'This socket is over. Connect again with a new ticket.');
  if (!allowed) throw new DomainError('RATE_LIMITED', `Too many messages. Try again in ${retryAfter} s.`, { retryAfter });
  return sender;
}

/** Answers a message over its socket; nothing happens when the socket is gone. */
export async function replyTo(connectionId: string, message: ServerMessage): Promise<void> {
  await post(connectionId, frame(ServerMessage.parse(message)));
}
