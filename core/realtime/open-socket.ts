import { DomainError } from '#errors';
import { isClosed, type OpenSocket, withSocket } from './socket-rules.ts';
import { socketTicketOf, useSocketTicketPart } from './socket-ticket.store.ts';
import { addConnection, changeSockets, removeConnections } from './sockets.store.ts';

/**
 * Registers a socket for the user of a ticket. The ticket is used up in the same transaction, so of many that come with it one gets in. The
 * oldest socket over the most that a user may have is forgotten here and closed by what follows from the stream (core/notifications).
 * @throws UNAUTHENTICATED for a ticket that is used, too old, unknown, or of a session that was closed
 */
export async function openSocket(ticket: string, connectionId: string, now: Date): Promise<void> {
  const held = await socketTicketOf(ticket, now);
  if (!held) throw refusal();
  const socket: OpenSocket = { connectionId, origin: held.origin, openedAt: now.toISOString(), issuedAt: held.issuedAt };
  const refused = await changeSockets(held.userId, now, (sockets) => {
    if (isClosed(sockets, held)) throw refusal();
    const { next, dropped } = withSocket(sockets, socket, now);
    const removed = removeConnections(dropped.map(({ connectionId }) => connectionId));
    return {
      next,
      with: { ticket: useSocketTicketPart(ticket, now), opened: addConnection(held.userId, socket), dropped: removed },
    };
  });
  if (refused.has('ticket')) throw refusal();
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This ticket is not valid, or no longer. Ask for a new one.');
