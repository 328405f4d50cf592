import { batchAll } from '#data/batch';
import { conditionHeld, replyIfHeld } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { connectionEntity } from './connection.entity.ts';
import {
  ALL,
  type Closure,
  current,
  droppedOf,
  entryOf,
  type Leftovers,
  NONE,
  type OpenSocket,
  SOCKET_LIFE,
  type Sockets,
  socketsOfRow,
  ttlOf,
  withClosure,
} from './socket-rules.ts';
import type { SocketTicket } from './socket-ticket.ts';
import { socketsEntity } from './sockets.entity.ts';

/** Milliseconds for one closure among others of the same user. */
const TIME_TO_CLOSE = 5_000;

/** The stored sockets in an image of the stream. */
export const socketsOfImage = (image: Image): Sockets =>
  socketsOfRow(socketsEntity().parse({ Item: image as never }).data as Parameters<typeof socketsOfRow>[0]);

/** The sockets and closures of a user that still count. One read of at most 2 KB: 1 RRU. */
export async function socketsOf(userId: UserId, now: Date): Promise<Sockets> {
  const { data } = await socketsEntity().get({ userId }).go({ consistent: true });
  return data ? current(socketsOfRow(data), now) : NONE;
}

/** The open sockets of many users, 100 to a request, without those who have none. Eventually consistent; 0.5 RRU a user. */
export async function openSocketsOf(userIds: readonly UserId[], now: Date): Promise<Map<UserId, readonly OpenSocket[]>> {
  const keys = userIds.map((userId) => ({ userId: userId as string }));
  const rows = await batchAll(keys, (some) => socketsEntity().get(some).go({ concurrent: 4 }));
  return new Map(
    rows.flatMap((row): [UserId, readonly OpenSocket[]][] => {
      const { open } = current(socketsOfRow(row), now);
      return open.length > 0 ? [[row.userId as UserId, open]] : [];
    }),
  );
}

/** A connection with its user. */
export type OpenConnection = OpenSocket & { readonly userId: UserId; readonly messagingBan?: string | undefined };

/** A connection with its user: 1 RRU. Null when it is unknown. */
export async function connectionOf(connectionId: string): Promise<OpenConnection | null> {
  const { data } = await connectionEntity().get({ connectionId }).go({ consistent: true });
  return data && { ...data, userId: data.userId as UserId };
}

/** Stores whose connection it is: 1 WRU. */
export async function putConnection({ userId, messagingBan }: SocketTicket, socket: OpenSocket): Promise<void> {
  await connectionEntity()
    .put({ ...socket, userId, ...(messagingBan && { messagingBan }), expiresAt: ttlOf(socket.openedAt, SOCKET_LIFE) })
    .go();
}

/** Deletes a connection: 1 WRU. @returns the connection as it was; null when it is not there */
export async function takeConnection(connectionId: string): Promise<(OpenSocket & { readonly userId: UserId }) | null> {
  const { data } = await connectionEntity().delete({ connectionId }).go({ response: 'all_old' });
  return data?.userId === undefined ? null : { ...data, userId: data.userId as UserId };
}

/**
 * Adds a socket to its user's, and uses its ticket up, in one write: 1 WRU a KB. Refused when the ticket was used, or its session closed,
 * or all sessions since it was issued.
 * @returns all sockets after it; null when it was refused
 */
export async function addSocket(ticket: SocketTicket, socket: OpenSocket): Promise<Sockets | null> {
  const { userId, origin, issuedAt } = ticket;
  const used = `${issuedAt} ${ticket.id}`;
  const reply = await replyIfHeld(
    socketsEntity()
      .update({ userId })
      .set({ expiresAt: ttlOf(socket.issuedAt, SOCKET_LIFE) })
      .add({ open: [entryOf(socket)], used: [used] })
      .where((attr, op) => {
        const isUnused = op.notContains(attr.used, used);
        const isOpen = op.notContains(attr.ended, origin);
        const isLater = `(${op.notExists(attr.allEndedAt)} OR ${op.lt(attr.allEndedAt, issuedAt)})`;
        return `${isUnused} AND ${isOpen} AND ${isLater}`;
      })
      .go({ response: 'all_new' }),
  );
  return reply && socketsOfRow(reply.data as Parameters<typeof socketsOfRow>[0]);
}

/** Takes out what does not count any more, and what has to make way, with its connections: 1 WRU, and 1 a connection that makes way. */
export async function tidySockets(userId: UserId, { over, expired, used }: Leftovers, now: Date): Promise<void> {
  const open = [...over, ...expired].map(entryOf);
  await Promise.all([
    socketsEntity()
      .patch({ userId })
      .set({
        expiresAt: ttlOf(now.toISOString(), SOCKET_LIFE),
        ...(over.length > 0 && { dropped: over.map((socket) => droppedOf(socket, now)) }),
      })
      .delete({ ...(open.length > 0 && { open }), ...(used.length > 0 && { used: [...used] }) })
      .go(),
    ...over.map(({ connectionId }) => takeConnection(connectionId)),
  ]);
}

/**
 * Notes a closure: 1 RRU and 1 WRU. It and a connect are writes of one item, so one of them sees the other.
 * @returns the sockets after it
 * @throws UNAVAILABLE when others note closures for too long
 */
export async function addClosure(userId: UserId, closure: Closure, now: Date): Promise<Sockets> {
  const until = performance.now() + TIME_TO_CLOSE;
  for await (const _ of attempts({ pause: 20, longest: 200, until })) {
    const { data } = await socketsEntity().get({ userId }).go({ consistent: true });
    const before = data ? socketsOfRow(data) : NONE;
    const { closures } = withClosure(before, closure, now);
    const revision = data?.revision;
    const set = {
      closures: [...closures],
      ended: closures.map(({ origin }) => origin),
      allEndedAt: closures.find(({ origin }) => origin === ALL)?.at ?? '',
      revision: (revision ?? 0) + 1,
      expiresAt: ttlOf(now.toISOString(), SOCKET_LIFE),
    };
    const reply = await replyIfHeld(
      socketsEntity()
        .update({ userId })
        .set(set)
        .where((attr, op) => (revision === undefined ? op.notExists(attr.revision) : op.eq(attr.revision, revision)))
        .go({ response: 'all_new' }),
    );
    if (reply) return current(socketsOfRow(reply.data as Parameters<typeof socketsOfRow>[0]), now);
  }
  throw new DomainError('UNAVAILABLE', 'Too many sessions end at once. Please try again.');
}

/** Takes sockets out of a user's item, with their connections: 1 WRU, and 1 each. Sockets that are not there do no harm. */
export async function forgetSockets(userId: UserId, gone: readonly OpenSocket[]): Promise<void> {
  if (gone.length === 0) return;
  await Promise.all([removeSockets(userId, gone), ...gone.map(({ connectionId }) => takeConnection(connectionId))]);
}

/** Takes sockets out of a user's item: 1 WRU. */
export const removeSockets = (userId: UserId, gone: readonly OpenSocket[]): Promise<boolean> =>
  conditionHeld(
    socketsEntity()
      .patch({ userId })
      .delete({ open: gone.map(entryOf) })
      .go(),
  );

/** Takes a socket out of a user's item: 1 WRU. @returns the number of those that are left */
export async function removeSocket(userId: UserId, gone: OpenSocket, now: Date): Promise<number> {
  let left = 0;
  await conditionHeld(
    socketsEntity()
      .patch({ userId })
      .delete({ open: [entryOf(gone)] })
      .go({ response: 'all_new' })
      .then(({ data }) => {
        left = current(socketsOfRow(data as Parameters<typeof socketsOfRow>[0]), now).open.length;
      }),
  );
  return left;
}
