import type { User } from '#actor';
import { env } from '#platform/env';
import { SOCKET_TICKET_LIFE } from './socket-rules.ts';
import { sealTicket } from './socket-ticket.ts';

/**
 * Issues the right to open one socket: a sealed text, good for 30 s and for one socket. A browser's socket can carry no header, hence the
 * ticket. Its `url` has the address of the socket, so that an app keeps no other than the API's. It reads and writes nothing: the door
 * refuses a banned user and an ended session before it comes here.
 */
export async function issueSocketTicket({ userId, origin, bans = {} }: User, now: Date) {
  const { messaging: messagingBan } = bans;
  const ticket = await sealTicket({ userId, origin, issuedAt: now.toISOString(), ...(messagingBan && { messagingBan }) });
  const expiresAt = new Date(now.getTime() + SOCKET_TICKET_LIFE).toISOString();
  return { ticket, expiresAt, url: `${env('SOCKET_URL')}?ticket=${ticket}` };
}
