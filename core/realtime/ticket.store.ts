import { createHash } from 'node:crypto';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { ago, TICKET_LIFE, ttlOf } from './socket-rules.ts';
import { ticketEntity } from './ticket.entity.ts';

export interface Ticket {
  readonly userId: UserId;
  readonly origin: string;
  readonly issuedAt: string;
}

/** All that we keep of what the client holds. */
const keyOf = (ticket: string) => ({ hash: createHash('sha256').update(ticket).digest('base64url') });

/** 1 WRU. */
export async function addTicket(ticket: string, facts: Ticket): Promise<void> {
  await ticketEntity()
    .create({ ...keyOf(ticket), ...facts, expiresAt: ttlOf(facts.issuedAt, TICKET_LIFE) })
    .go();
}

/** 1 RRU. @returns null when it is used, too old, or never was */
export async function ticketOf(ticket: string, now: Date): Promise<Ticket | null> {
  const { data } = await ticketEntity().get(keyOf(ticket)).go({ consistent: true });
  return data && data.issuedAt > ago(now, TICKET_LIFE) ? { ...data, userId: data.userId as UserId } : null;
}

/** Uses it up. Refused when it is used or too old. 2 WRU in its transaction. */
export const useTicket = (ticket: string, now: Date): Part =>
  part({ held: ticketEntity() }, ({ held }) => [
    held
      .delete(keyOf(ticket))
      .where(({ issuedAt }, { gt }) => gt(issuedAt, ago(now, TICKET_LIFE)))
      .commit(),
  ]);
