import { createHash, randomBytes } from 'node:crypto';
import type { User } from '#actor';
import { TICKET_LIFE } from './socket-rules.ts';
import { addTicket } from './ticket.store.ts';

/** 256 random bits that a client may hold for 30 s; we keep their hash. A browser's socket can carry no header, hence the ticket. */
export async function issueTicket({ userId, origin }: User, now: Date) {
  const ticket = randomBytes(32).toString('base64url');
  await addTicket({ hash: hashOf(ticket), userId, origin, issuedAt: now.toISOString() });
  return { ticket, expiresAt: new Date(now.getTime() + TICKET_LIFE).toISOString() };
}

export const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');
