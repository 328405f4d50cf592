import { newId } from '#platform/ids';
import { IssueTicket } from '#schemas/realtime';
import { http, queue, recordsOf, socket, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { bettor } from '../world.ts';

/** As long as API Gateway's ids of connections. */
const connectionId = (n = 0): string => `L0SM9cOFvHcCIhw=${n}`;
const ticketOf = async (as: Awaited<ReturnType<typeof bettor>>) => (await http(IssueTicket, { as })).ticket;
const open = async (as: Awaited<ReturnType<typeof bettor>>, id = connectionId()) =>
  socket('websocket/connect', id, { queryStringParameters: { ticket: await ticketOf(as) } });

/** A bettor with so many open sockets. */
async function connected(sockets = 1) {
  const as = await bettor();
  for (let n = 0; n < sockets; n++) await open(as, connectionId(n));
  return as;
}
const MOST_SOCKETS = 20;
const pickId = newId(NOW);
const notification = {
  type: 'pick.settled',
  id: `${pickId}.settled.1`,
  at: NOW.toISOString(),
  data: {
    pickId,
    version: 1,
    result: 'win',
    profitUnits: '1.425000',
    settledAt: NOW.toISOString(),
    reason: null,
    review: null,
    corrected: false,
  },
};
const locked = {
  type: 'pick.locked',
  id: `${pickId}.locked`,
  at: NOW.toISOString(),
  data: { pickId, eventId: pickId, lockedAt: NOW.toISOString() },
};

export const REALTIME: readonly Scenario[] = [
  {
    name: 'issue a socket ticket',
    group: 'realtime',
    of: ['IssueTicket'],
    async prepare() {
      const as = await bettor();
      return () => ticketOf(as);
    },
  },
  {
    name: 'connect',
    group: 'realtime',
    of: ['websocket/connect'],
    async prepare() {
      const ticket = await ticketOf(await bettor());
      return () => socket('websocket/connect', connectionId(), { queryStringParameters: { ticket } });
    },
  },
  {
    name: 'connect a second device',
    group: 'realtime',
    of: ['websocket/connect'],
    async prepare() {
      const ticket = await ticketOf(await connected());
      return () => socket('websocket/connect', connectionId(1), { queryStringParameters: { ticket } });
    },
  },
  {
    name: 'disconnect',
    group: 'realtime',
    of: ['websocket/disconnect'],
    async prepare() {
      await connected();
      return () => socket('websocket/disconnect', connectionId());
    },
  },
  {
    name: 'the first message of a minute from a socket',
    group: 'realtime',
    of: ['Ping', 'websocket/messages'],
    async prepare() {
      await connected();
      const body = JSON.stringify({ action: 'ping', requestId: '1' });
      return () => socket('websocket/messages', connectionId(), { body });
    },
  },
  {
    name: 'a message from a socket',
    group: 'realtime',
    of: ['Ping', 'websocket/messages'],
    async prepare() {
      await connected();
      const body = JSON.stringify({ action: 'ping', requestId: '1' });
      await socket('websocket/messages', connectionId(), { body });
      return () => socket('websocket/messages', connectionId(), { body });
    },
  },
  ...(['standard', 'low'] as const).flatMap((name): Scenario[] => [
    {
      name: `send a notification of the ${name} queue to a socket`,
      group: 'realtime',
      of: [`queues/deliver-${name}`],
      async prepare() {
        const { userId } = await connected();
        const message = { task: 'notify', userId, notification: name === 'low' ? locked : notification };
        return () => queue(`deliver-${name}`, message);
      },
    },
    {
      name: `send a notification of the ${name} queue to nobody`,
      group: 'realtime',
      of: [`queues/deliver-${name}`],
      async prepare() {
        const { userId } = await bettor();
        const message = { task: 'notify', userId, notification: name === 'low' ? locked : notification };
        return () => queue(`deliver-${name}`, message);
      },
    },
  ]),
  {
    name: "close a session's socket",
    group: 'realtime',
    of: ['queues/deliver-critical'],
    async prepare() {
      const { userId, origin } = await connected();
      return () => queue('deliver-critical', { task: 'close-sockets', userId, origin, at: NOW.toISOString() });
    },
  },
  {
    name: "close a session's sockets where there are none",
    group: 'realtime',
    of: ['queues/deliver-critical'],
    async prepare() {
      const { userId, origin } = await bettor();
      return () => queue('deliver-critical', { task: 'close-sockets', userId, origin, at: NOW.toISOString() });
    },
  },
  {
    name: 'the stream: a socket that opened',
    group: 'realtime',
    of: ['closeReplacedSockets'],
    async prepare() {
      const as = await bettor();
      const records = await recordsOf('sockets', () => open(as));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a socket that made way for another',
    group: 'realtime',
    of: ['closeReplacedSockets'],
    async prepare() {
      const as = await connected(MOST_SOCKETS);
      const records = await recordsOf('sockets', () => open(as, connectionId(MOST_SOCKETS)));
      return () => stream('social', records);
    },
  },
];
