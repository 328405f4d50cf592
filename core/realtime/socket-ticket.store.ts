import { createHash } from 'node:crypto';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { ago, SOCKET_TICKET_LIFE, ttlOf } from './socket-rules.ts';
import { socketTicketEntity } from './socket-ticket.entity.ts';

/** The right to open one socket: its user and session. */
export interface SocketTicket {
  readonly userId: UserId;
  readonly origin: string;
  readonly issuedAt: string;
}

/** The key of a socket ticket: the hash of the secret that the client holds. */
const keyOf = (ticket: string) => ({ hash: createHash('sha256').update(ticket).digest('base64url') });

/** Stores a socket ticket: 1 WRU. */
export async function addSocketTicket(ticket: string, facts: SocketTicket): Promise<void> {
  await socketTicketEntity()
    .create({ ...keyOf(ticket), ...facts, expiresAt: ttlOf(facts.issuedAt, SOCKET_TICKET_LIFE) })
    .go();
}

/** A socket ticket that is still good: 1 RRU. Null when it is used, too old, or was never issued. */
export async function socketTicketOf(ticket: string, now: Date): Promise<SocketTicket | null> {
  const { data } = await socketTicketEntity().get(keyOf(ticket)).go({ consistent: true });
  return data && data.issuedAt > ago(now, SOCKET_TICKET_LIFE) ? { ...data, userId: data.userId as UserId } : null;
}

/** Uses a socket ticket up. Refused when it is used or too old. 2 WRU in its transaction. */
export const useSocketTicketPart = (ticket: string, now: Date): Part =>
  part({ held: socketTicketEntity() }, ({ held }) => [
    held
      .delete(keyOf(ticket))
      .where(({ issuedAt }, { gt }) => gt(issuedAt, ago(now, SOCKET_TICKET_LIFE)))
      .commit(),
  ]);
