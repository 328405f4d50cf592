import { type Part, part, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { newId } from '#platform/ids';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { connectionEntity } from './connection.entity.ts';
import {
  CLOSURE_LIFE,
  current,
  isAlive,
  NONE,
  type OpenSocket,
  SOCKET_LIFE,
  type Sockets,
  ttlOf,
  withoutSockets,
} from './socket-rules.ts';
import { socketsEntity } from './sockets.entity.ts';

/** Milliseconds for one change among others of the same user: twenty sockets may open at once. */
const TIME_TO_CHANGE = 5_000;

/** The stored sockets in an image of the stream. */
export const socketsOfImage = (image: Image): Sockets & { readonly userId: UserId } =>
  socketsEntity().parse({ Item: image as never }).data as unknown as Sockets & { userId: UserId };

/** The sockets and closures of a user that still count. One read of at most 3 KB: 1 RRU. */
export async function socketsOf(userId: UserId, now: Date): Promise<Sockets> {
  const { data } = await socketsEntity().get({ userId }).go({ consistent: true });
  return data ? current(data, now) : NONE;
}

/** A connection with its user: 1 RRU. Null when it is unknown or past its two hours. */
export async function connectionOf(connectionId: string, now: Date): Promise<(OpenSocket & { readonly userId: UserId }) | null> {
  const { data } = await connectionEntity().get({ connectionId }).go({ consistent: true });
  return data && isAlive(data, now) ? { ...data, userId: data.userId as UserId } : null;
}

export const addConnection = (userId: UserId, socket: OpenSocket): Part =>
  part({ connection: connectionEntity() }, ({ connection }) => [
    connection.put({ ...socket, userId, expiresAt: ttlOf(socket.openedAt, SOCKET_LIFE) }).commit(),
  ]);

/** @param connectionIds at most 20 */
export const removeConnections = (connectionIds: readonly string[]): Part | null =>
  connectionIds.length === 0
    ? null
    : part({ connection: connectionEntity() }, ({ connection }) =>
        connectionIds.map((connectionId) => connection.delete({ connectionId }).commit()),
      );

/** The sockets that a user shall have, and the parts of other items that are written with them. */
interface SocketsWrite<Name extends string> {
  readonly next: Sockets;
  readonly with: Readonly<Record<Name, Part | null>>;
}

/**
 * Reads a user's sockets, decides, and writes them with the other parts in one transaction; tries again when somebody else wrote in
 * between. Each turn costs 1 RRU and 2 WRU per KB, doubled by the transaction.
 * @param decide may be asked several times, and may throw
 * @returns the names of the other parts whose condition refused; nothing was written then
 * @throws UNAVAILABLE when others were faster for too long
 */
export async function changeSockets<Name extends string>(
  userId: UserId,
  now: Date,
  decide: (sockets: Sockets) => SocketsWrite<Name>,
): Promise<ReadonlySet<Name>> {
  const until = performance.now() + TIME_TO_CHANGE;
  for await (const _ of attempts({ pause: 20, longest: 200, until })) {
    const { data } = await socketsEntity().get({ userId }).go({ consistent: true });
    const { next, with: others } = decide(data ? current(data, now) : NONE);
    const refused = await transact<string>({ ...others, sockets: save(userId, data?.revision, next, now) });
    const named = new Set([...refused].filter((name): name is Name => name !== 'sockets'));
    if (named.size > 0 || refused.size === 0) return named;
  }
  throw new DomainError('UNAVAILABLE', 'Too many sockets at once. Please try again.');
}

/** The part that replaces a user's item. Its revision is an id and not a count, since an item may go and come back in between. */
function save(userId: UserId, revision: string | undefined, { open, closures }: Sockets, now: Date): Part {
  const lasts = [
    ...open.map(({ openedAt }) => ttlOf(openedAt, SOCKET_LIFE)),
    ...closures.map(({ at }) => ttlOf(at, CLOSURE_LIFE)),
  ];
  const item = { userId, revision: newId(now), open: [...open], closures: [...closures], expiresAt: Math.max(...lasts) };
  return part({ sockets: socketsEntity() }, ({ sockets }) => [
    (lasts.length === 0 ? sockets.delete({ userId }) : sockets.upsert(item))
      .where((attr, op) => (revision === undefined ? op.notExists(attr.revision) : op.eq(attr.revision, revision)))
      .commit(),
  ]);
}

/** Takes sockets out of a user's item, with their connections. Sockets that are not there do no harm. */
export async function forgetSockets(userId: UserId, gone: readonly Pick<OpenSocket, 'connectionId'>[], now: Date): Promise<void> {
  if (gone.length === 0) return;
  const ids = gone.map(({ connectionId }) => connectionId);
  await changeSockets(userId, now, (sockets) => ({
    next: withoutSockets(sockets, new Set(ids), now),
    with: { connections: removeConnections(ids) },
  }));
}
