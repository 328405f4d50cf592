import { randomBytes } from 'node:crypto';
import type { User } from '#actor';
import { banAt, loadUser } from '#core/users';
import { DomainError } from '#errors';
import { TICKET_LIFE } from './socket-rules.ts';
import { addTicket } from './ticket.store.ts';

/**
 * 256 random bits that a client may hold for 30 s; we keep their hash. A browser's socket can carry no header, hence the ticket.
 * @throws BANNED, although the access token may live on for some minutes, since a socket would outlive it
 */
export async function issueTicket({ userId, origin }: User, now: Date) {
  const ban = banAt((await loadUser(userId))?.ban, now);
  if (ban) throw new DomainError('BANNED', 'This account is banned.', { endsAt: ban.endsAt ?? null });
  const ticket = randomBytes(32).toString('base64url');
  await addTicket(ticket, { userId, origin, issuedAt: now.toISOString() });
  return { ticket, expiresAt: new Date(now.getTime() + TICKET_LIFE).toISOString() };
}
