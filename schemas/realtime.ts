import * as z from 'zod';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** The value of `?ticket=` in the WebSocket URL: the number of a secret, and a text that was sealed with it. */
export const Ticket = z.string().regex(/^[0-9]{1,4}\.[A-Za-z0-9_-]{100,500}$/, 'is not a ticket');

/** Minutes for which a socket is served after the issue of its newest ticket. */
export const SOCKET_MINUTES = 16;

export const IssueTicket = contract({
  name: 'IssueTicket',
  method: 'POST',
  path: '/api/v1/realtime/tickets',
  tag: 'realtime',
  summary: 'A ticket that opens one socket within 30 seconds: connect to its `url`.',
  access: 'user',
  replies: {
    201: z
      .strictObject({
        ticket: Ticket.meta({ description: 'Works once. Keep it out of logs.' }),
        expiresAt: Instant,
        url: z.url({ protocol: /^wss?$/ }).meta({ description: 'The address to connect to, with the ticket in it.' }),
      })
      .meta({ id: 'Ticket' }),
  },
  errors: ['BANNED'],
  limits: [{ calls: 60, seconds: 60 }],
});
