import { take } from '#core/limits';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { MESSAGE_LIMIT, ServerMessage } from '#schemas/messages';
import { post } from './gateway.ts';
import type { Socket } from './socket-rules.ts';
import { connectionOf } from './sockets.store.ts';
import { frame } from './topics.ts';

/** Whose socket a message came over. */
export type Sender = Socket & { readonly userId: UserId };

/**
 * Who sent it, and one message counted: 1 RRU and 1 WRU.
 * @throws UNAUTHENTICATED for a socket that we do not know, or no longer
 * @throws RATE_LIMITED over MESSAGE_LIMIT on one socket
 */
export async function senderOf(connectionId: string, now: Date): Promise<Sender> {
  const sender = await connectionOf(connectionId, now);
  if (!sender) throw new DomainError('UNAUTHENTICATED', 'This socket is over. Connect again with a new ticket.');
  const { allowed, resetSeconds: retryAfter } = await take(`socket#${connectionId}`, 'messages', MESSAGE_LIMIT, now);
  if (!allowed) throw new DomainError('RATE_LIMITED', `Too many messages. Try again in ${retryAfter} s.`, { retryAfter });
  return sender;
}

/** Answers over a socket; one that is gone hears nothing. */
export async function tell(connectionId: string, message: ServerMessage): Promise<void> {
  await post(connectionId, frame(ServerMessage.parse(message)));
}
