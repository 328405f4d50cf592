import { DomainError } from '#errors';
import { dropSocket } from './push.ts';
import { isClosed, type Socket, withSocket } from './socket-rules.ts';
import { addConnection, changeSockets, removeConnections } from './sockets.store.ts';
import { ticketOf, useTicket } from './ticket.store.ts';

/**
 * The ticket says who it is. It is used up in the transaction that registers the socket, so of many that come with one ticket, one gets in.
 * @throws UNAUTHENTICATED for a ticket that is used, too old, unknown, or of a session that was closed
 */
export async function openSocket(ticket: string, connectionId: string, now: Date): Promise<void> {
  const held = await ticketOf(ticket, now);
  if (!held) throw refusal();
  const socket: Socket = { connectionId, origin: held.origin, openedAt: now.toISOString() };
  let dropped: readonly string[] = [];
  const refused = await changeSockets(held.userId, now, (sockets) => {
    if (isClosed(sockets, held)) throw refusal();
    const change = withSocket(sockets, socket, now);
    dropped = change.dropped.map((old) => old.connectionId);
    return {
      next: change.next,
      with: { ticket: useTicket(ticket, now), opened: addConnection(held.userId, socket), dropped: removeConnections(dropped) },
    };
  });
  if (refused.has('ticket')) throw refusal();
  await Promise.all(dropped.map(dropSocket));
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This ticket is not valid, or no longer. Ask for a new one.');
