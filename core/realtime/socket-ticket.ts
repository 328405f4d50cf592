import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { vault } from '#platform/vault';
import { Instant, UserId } from '#schemas/common';
import { ago, SOCKET_TICKET_LIFE } from './socket-rules.ts';

/** The right to open one socket: its user and session. Sealed, it is the ticket that the client holds, so no row is needed to issue it. */
const Facts = z.strictObject({
  userId: UserId,
  /** Cognito's origin_jti of the session that asked. */
  origin: z.string(),
  issuedAt: Instant,
  /** The end of the ban from messages that stood when it was issued. */
  messagingBan: z.string().optional(),
  /** 96 random bits, by which a ticket is used once. */
  id: z.string(),
});
export type SocketTicket = z.infer<typeof Facts>;

const ABOUT = 'socket ticket';

/** Seals the right of a session to open a socket. Reads no row. */
export async function sealTicket(facts: Omit<SocketTicket, 'id'>): Promise<string> {
  const id = randomBytes(12).toString('base64url');
  return (await vault()).seal('socket', JSON.stringify({ ...facts, id }), ABOUT);
}

/** Opens a ticket that is still good. Null when it is too old, or not one of ours. */
export async function openTicket(ticket: string, now: Date): Promise<SocketTicket | null> {
  const keys = await vault();
  try {
    const facts = Facts.parse(JSON.parse(keys.open('socket', ticket, ABOUT)));
    return facts.issuedAt > ago(now, SOCKET_TICKET_LIFE) ? facts : null;
  } catch {
    return null;
  }
}
