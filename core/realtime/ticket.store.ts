import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { ago, TICKET_LIFE, ttlOf } from './socket-rules.ts';
import { TicketEntity } from './ticket.entity.ts';

export interface Ticket {
  /** SHA-256 of what the client holds. */
  readonly hash: string;
  readonly userId: UserId;
  readonly origin: string;
  readonly issuedAt: string;
}

/** 1 WRU. */
export async function addTicket(ticket: Ticket): Promise<void> {
  await TicketEntity.create({ ...ticket, expiresAt: ttlOf(ticket.issuedAt, TICKET_LIFE) }).go();
}

/** 1 RRU. @returns null when it is used, too old, or never was */
export async function ticketOf(hash: string, now: Date): Promise<Ticket | null> {
  const { data } = await TicketEntity.get({ hash }).go({ consistent: true });
  return data && data.issuedAt > ago(now, TICKET_LIFE) ? { ...data, userId: data.userId as UserId } : null;
}

/** Uses it up. Refused when it is used or too old. 2 WRU in its transaction. */
export const useTicket = (hash: string, now: Date): Part =>
  part({ ticket: TicketEntity }, ({ ticket }) => [
    ticket
      .delete({ hash })
      .where(({ issuedAt }, { gt }) => gt(issuedAt, ago(now, TICKET_LIFE)))
      .commit(),
  ]);
