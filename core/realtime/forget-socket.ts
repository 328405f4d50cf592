import { withoutSockets } from './socket-rules.ts';
import { changeSockets, connectionOf, removeConnections } from './sockets.store.ts';

/** A connection is over. Once is enough, and twice does no harm. */
export async function forgetSocket(connectionId: string, now: Date): Promise<void> {
  const socket = await connectionOf(connectionId, now);
  if (!socket) return;
  await changeSockets(socket.userId, now, (sockets) => ({
    next: withoutSockets(sockets, new Set([connectionId]), now),
    with: { connection: removeConnections([connectionId]) },
  }));
}
