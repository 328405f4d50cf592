import { countCall } from '#core/limits';
import { DomainError } from '#errors';
import { FLOOD_EXCESS, MESSAGE_LIMIT } from '#schemas/actions';
import type { UserId } from '#schemas/common';
import { ServerMessage } from '#schemas/messages';
import { frame } from './frame.ts';
import { closeConnection, post } from './gateway.ts';
import type { OpenSocket } from './socket-rules.ts';
import { connectionOf } from './sockets.store.ts';

/** The user and the socket that a message came over. */
export type Sender = OpenSocket & { readonly userId: UserId };

/**
 * Finds the sender of a message and counts it: 1 RRU and 1 WRU.
 * @throws UNAUTHENTICATED for a socket that we do not know, or no longer
 * @throws RATE_LIMITED over MESSAGE_LIMIT on one socket; a socket that goes on is closed
 */
export async function senderOf(connectionId: string, now: Date): Promise<Sender> {
  const sender = await connectionOf(connectionId, now);
  if (!sender) throw new DomainError('UNAUTHENTICATED', 'This socket is over. Connect again with a new ticket.');
  const { allowed, resetSeconds: retryAfter, excess } = await countCall(`socket#${connectionId}`, 'messages', MESSAGE_LIMIT, now);
  if (excess >= FLOOD_EXCESS) await closeConnection(connectionId);
  if (!allowed) throw new DomainError('RATE_LIMITED', `Too many messages. Try again in ${retryAfter} s.`, { retryAfter });
  return sender;
}

/** Answers a message over its socket; nothing happens when the socket is gone. */
export async function replyTo(connectionId: string, message: ServerMessage): Promise<void> {
  await post(connectionId, frame(ServerMessage.parse(message)));
}
