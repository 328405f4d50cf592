import { DomainError } from '#errors';
import type { Sender } from './sender-of.ts';
import { type OpenSocket, SOCKET_LEASE } from './socket-rules.ts';
import { openTicket } from './socket-ticket.ts';
import { addSocket, putConnection, removeSockets } from './sockets.store.ts';

/**
 * Keeps a socket for another lease, by a new ticket of its session, which is used up. 3 WRU. A process that dies on the way leaves two entries
 * of one connection, of which the newer one counts.
 * @throws UNAUTHENTICATED for a ticket that is used, too old, not ours, of another session, or of one that was closed
 */
export async function renewSocket(sender: Sender, ticket: string, now: Date): Promise<{ readonly renewBefore: string }> {
  const held = await openTicket(ticket, now);
  const { userId, connectionId, origin, openedAt, issuedAt } = sender;
  if (held?.userId !== userId || held.origin !== origin) throw refusal();
  const before: OpenSocket = { connectionId, origin, openedAt, issuedAt };
  const after: OpenSocket = { ...before, issuedAt: held.issuedAt };
  if (!(await addSocket(held, after))) throw refusal();
  await Promise.all([putConnection(held, after), issuedAt === held.issuedAt ? null : removeSockets(userId, [before])]);
  return { renewBefore: new Date(Date.parse(held.issuedAt) + SOCKET_LEASE).toISOString() };
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This ticket does not renew this socket. Ask for a new one.');
