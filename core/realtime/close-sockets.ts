import type * as z from 'zod';
import type { SessionClosingMessage } from '#schemas/chat-pushes';
import type { UserId } from '#schemas/common';
import { frame } from './frame.ts';
import { closeConnection, post } from './gateway.ts';
import { ALL, type Closure, closedBy, type OpenSocket } from './socket-rules.ts';
import { addClosure, forgetSockets } from './sockets.store.ts';

/**
 * Closes the sockets of one session, or all that a user had at an instant, and refuses their tickets from then on. The closure is noted
 * first, so that no ticket slips in between; the sockets are forgotten last, so that a repeat after a failure finds them again.
 * @param origin Cognito's `origin_jti` of the session; null for all sessions of the user
 * @param at the end of the session, or of all that were there: ISO 8601
 */
export async function closeSockets(userId: UserId, origin: string | null, at: string, now: Date): Promise<void> {
  const closure: Closure = { origin: origin ?? ALL, at };
  const closed = closedBy(await addClosure(userId, closure, now), closure);
  await Promise.all(closed.map((socket) => endSocket(socket, at, now)));
  await forgetSockets(userId, closed);
}

/** Tells the client that its session is over, so that it does not connect again, and ends the socket. */
async function endSocket({ connectionId }: OpenSocket, at: string, now: Date): Promise<void> {
  const message: z.output<typeof SessionClosingMessage> = {
    type: 'session.closing',
    id: `${connectionId}.${at}`,
    at: now.toISOString(),
    data: {},
  };
  await post(connectionId, frame(message)).catch(() => false);
  await closeConnection(connectionId);
}
