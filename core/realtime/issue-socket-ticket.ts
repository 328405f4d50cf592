import { randomBytes } from 'node:crypto';
import type { User } from '#actor';
import { banAt, loadUser } from '#core/users';
import { DomainError } from '#errors';
import { SOCKET_TICKET_LIFE } from './socket-rules.ts';
import { addSocketTicket } from './socket-ticket.store.ts';

/**
 * Issues the right to open one socket: 256 random bits, good for 30 s, of which the table keeps the hash. A browser's socket can carry no
 * header, hence the ticket.
 * @throws BANNED, although the access token may live on for some minutes, since a socket would outlive it
 */
export async function issueSocketTicket({ userId, origin }: User, now: Date) {
  const ban = banAt((await loadUser(userId))?.ban, now);
  if (ban) throw new DomainError('BANNED', 'This account is banned.', { endsAt: ban.endsAt ?? null });
  const ticket = randomBytes(32).toString('base64url');
  await addSocketTicket(ticket, { userId, origin, issuedAt: now.toISOString() });
  return { ticket, expiresAt: new Date(now.getTime() + SOCKET_TICKET_LIFE).toISOString() };
}
