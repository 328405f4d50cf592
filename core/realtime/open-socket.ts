import { DomainError } from '#errors';
import { isUntidy, leftoversOf, type OpenSocket } from './socket-rules.ts';
import { openTicket } from './socket-ticket.ts';
import { addSocket, putConnection, takeConnection, tidySockets } from './sockets.store.ts';

/**
 * Registers a socket for the user of a ticket: two writes at the same time. The ticket is used up in the write that adds the socket, so of
 * many that come with it one gets in. The oldest socket over the most that a user may have is forgotten here and closed by what follows from
 * the stream (core/notifications). A process that dies in between leaves a row that expires, or a socket that the next delivery finds gone.
 * @throws UNAUTHENTICATED for a ticket that is used, too old, not ours, or of a session that was closed
 */
export async function openSocket(ticket: string, connectionId: string, now: Date): Promise<void> {
  const held = await openTicket(ticket, now);
  if (!held) throw refusal();
  const { userId, origin, issuedAt } = held;
  const socket: OpenSocket = { connectionId, origin, openedAt: now.toISOString(), issuedAt };
  const [sockets] = await Promise.all([addSocket(held, socket), putConnection(held, socket)]);
  if (!sockets) {
    await takeConnection(connectionId);
    throw refusal();
  }
  const leftovers = leftoversOf(sockets, now);
  if (isUntidy(leftovers)) await tidySockets(userId, leftovers, now);
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This ticket is not valid, or no longer. Ask for a new one.');
